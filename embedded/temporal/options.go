package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"strings"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/server/common/dynamicconfig"
)

// The flags have the names and forms of `temporal server start-dev`, so that either can be started alike.
// What is set with them, and why, stands in ../temporal-settings.ts.
type options struct {
	ip, dbFilename   string
	port, uiPort     int
	endWithStdin     bool
	pragmas          map[string]string
	searchAttributes map[string]enumspb.IndexedValueType
	dynamicConfig    dynamicconfig.StaticClient
}

func parseOptions() options {
	o := options{
		pragmas:          map[string]string{},
		searchAttributes: map[string]enumspb.IndexedValueType{},
		dynamicConfig:    dynamicconfig.StaticClient{},
	}
	flag.StringVar(&o.ip, "ip", "127.0.0.1", "address to listen on")
	flag.IntVar(&o.port, "port", 7233, "gRPC port")
	flag.IntVar(&o.uiPort, "ui-port", 0, "port of the web UI; 0 = none")
	flag.StringVar(&o.dbFilename, "db-filename", "", "SQLite file; empty = in memory")
	flag.BoolVar(&o.endWithStdin, "end-with-stdin", false, "stop when stdin closes, that is when the parent is gone")
	flag.Func("sqlite-pragma", "NAME=VALUE, repeatable", pair(func(name, value string) error {
		o.pragmas[name] = value
		return nil
	}))
	flag.Func("search-attribute", "NAME=TYPE, repeatable", pair(func(name, value string) error {
		kind, err := enumspb.IndexedValueTypeFromString(value)
		o.searchAttributes[name] = kind
		return err
	}))
	flag.Func("dynamic-config-value", "KEY=JSON, repeatable", pair(func(key, value string) error {
		var parsed any
		if err := json.Unmarshal([]byte(value), &parsed); err != nil {
			return err
		}
		if number, ok := parsed.(float64); ok {
			parsed = int(number) // the server takes no float where it wants a count
		}
		o.dynamicConfig[dynamicconfig.MakeKey(key)] = parsed
		return nil
	}))
	flag.Parse()
	return o
}

func pair(set func(name, value string) error) func(string) error {
	return func(text string) error {
		name, value, found := strings.Cut(text, "=")
		if !found {
			return fmt.Errorf("want NAME=VALUE, got %q", text)
		}
		return set(name, value)
	}
}
