import { PolicyPack } from "@pulumi/policy";
import { callbackIsHttps, productionIsProtected, tagsAreRequired } from "./rules";

new PolicyPack("act365", { policies: [tagsAreRequired, callbackIsHttps, productionIsProtected] });
