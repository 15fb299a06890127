// Command generator writes the SDK of a Pulumi package for one language, from the package's schema. The code generators
// are those of the engine and the language hosts, so what it writes is what `pulumi package add` writes.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"

	dotnet "github.com/pulumi/pulumi-dotnet/pulumi-language-dotnet/v3/codegen"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// The name that generated files give as that of their maker.
const tool = "pulumi-act365"

// As `pulumi package add` makes it, for one project: npm then compiles it when it is installed.
var local = flag.Bool("local", false, "")

// The file with the package's logo, which .NET's SDK holds.
var logo = flag.String("logo", "", "")

type generate func(*schema.Package) (map[string][]byte, error)

// Java's generator is not here: its last version that can be had does not compile with these.
var generators = map[string]generate{
	"nodejs": func(pkg *schema.Package) (map[string][]byte, error) {
		return nodejs.GeneratePackage(tool, pkg, nil, nil, *local, nil)
	},
	"python": func(pkg *schema.Package) (map[string][]byte, error) {
		return python.GeneratePackage(tool, pkg, nil, nil)
	},
	"go": func(pkg *schema.Package) (map[string][]byte, error) {
		return golang.GeneratePackage(tool, pkg, nil)
	},
	"dotnet": generateDotnet,
}

func main() {
	flag.Parse()
	if err := run(flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return errors.New("usage: generator [-local] [-logo FILE] LANGUAGE SCHEMA FOLDER")
	}
	language, schemaFile, folder := args[0], args[1], args[2]
	generate, known := generators[language]
	if !known {
		return fmt.Errorf("there is no generator for %q", language)
	}
	pkg, err := readPackage(schemaFile)
	if err != nil {
		return err
	}
	files, err := generate(pkg)
	if err != nil {
		return fmt.Errorf("generating the SDK for %s: %w", language, err)
	}
	return write(files, folder)
}

func readPackage(file string) (*schema.Package, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	pkg, diagnostics, err := schema.BindSpec(spec, schema.NewNullLoader(), schema.ValidationOptions{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	// A warning of the schema is a fault of the SDKs, too.
	if len(diagnostics) > 0 {
		return nil, fmt.Errorf("%s: %w", file, diagnostics)
	}
	return pkg, nil
}

// .NET's generator fetches the package's logo over HTTP. It gets ours from a server on this machine, so that generating
// needs no internet and always gives the same bytes.
func generateDotnet(pkg *schema.Package) (map[string][]byte, error) {
	image, err := os.ReadFile(*logo)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: http.HandlerFunc(func(answer http.ResponseWriter, _ *http.Request) {
		_, _ = answer.Write(image)
	})}
	defer server.Close()
	go func() { _ = server.Serve(listener) }()
	pkg.LogoURL = "http://" + listener.Addr().String() + "/logo.png"
	return dotnet.GeneratePackage(tool, pkg, nil, nil)
}

func write(files map[string][]byte, folder string) error {
	for name, content := range files {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
