/** An instance of this stack that is not in its state, or shares its owner tag with another. */
export interface Suspect {
  readonly id: string;
  readonly name: string | null;
  readonly createdDate: string | null;
  readonly ownerTag: string;
  readonly owner: { readonly project: string; readonly stack: string; readonly resource: string };
  /** Whether the stack's state holds it. */
  readonly inState: boolean;
  /** Ids of other instances with the same owner tag. */
  readonly sharedWith: readonly string[];
  /** Why `--delete` does not delete it; null if it is certainly left over. */
  readonly spared: string | null;
}
