// The Temporal server of `npm start` and of the tests: one process, one SQLite file, the web UI beside it, on the loopback only.
//
// Production uses a cluster of its own; nothing here reaches it.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	uiserver "github.com/temporalio/ui-server/v2/server"
	uiconfig "github.com/temporalio/ui-server/v2/server/config"
	uioptions "github.com/temporalio/ui-server/v2/server/server_options"
	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/common/primitives/timestamp"
	sqliteschema "go.temporal.io/server/schema/sqlite"
	"go.temporal.io/server/temporal"
)

const (
	clusterName   = "active"
	namespace     = "default"
	retentionDays = 30 // a finished case stays readable in the UI; the schema's own default is one day
)

func main() {
	if err := run(parseOptions()); err != nil {
		fmt.Fprintln(os.Stderr, "temporal:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	store, err := prepareStore(o)
	if err != nil {
		return err
	}
	cfg, hosts, err := configure(o.ip, o.port, store)
	if err != nil {
		return err
	}
	server, err := temporal.NewServer(
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithConfig(cfg),
		temporal.WithStaticHosts(hosts),
		temporal.WithDynamicConfigClient(o.dynamicConfig),
		temporal.WithLogger(log.NewZapLogger(log.BuildZapLogger(log.Config{Level: "error", Format: "json"}))),
		temporal.InterruptOn(interrupted(o.endWithStdin)),
	)
	if err != nil {
		return err
	}
	if o.uiPort != 0 {
		ui := uiserver.NewServer(uioptions.WithConfigProvider(&uiconfig.Config{
			Host: o.ip, Port: o.uiPort, TemporalGRPCAddress: cfg.PublicClient.HostPort, EnableUI: true, HideLogs: true,
			CORS: uiconfig.CORS{CookieInsecure: true}, // plain http on the loopback
		}))
		go func() {
			if err := ui.Start(); err != nil {
				fmt.Fprintln(os.Stderr, "temporal ui:", err)
				os.Exit(1)
			}
		}()
		defer ui.Stop()
	}
	return server.Start()
}

// prepareStore makes the SQLite schema once, under another name first, so that a file that exists is a whole one.
func prepareStore(o options) (*config.SQL, error) {
	store := &config.SQL{
		PluginName:        sqlite.PluginName,
		DatabaseName:      "memory",
		ConnectAttributes: map[string]string{"mode": "memory", "cache": "shared"},
	}
	if file := o.dbFilename; file != "" {
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			if err := createFile(file); err != nil {
				return nil, err
			}
		}
		store.DatabaseName = file
		store.ConnectAttributes = map[string]string{"mode": "rwc"}
		maps.Copy(store.ConnectAttributes, o.pragmas)
	}
	ns, err := sqliteschema.NewNamespaceConfig(clusterName, namespace, false, o.searchAttributes)
	if err != nil {
		return nil, err
	}
	ns.Detail.Config.Retention = timestamp.DurationFromDays(retentionDays)
	return store, sqliteschema.CreateNamespaces(store, ns)
}

func createFile(file string) error {
	unfinished := file + ".new"
	if err := os.RemoveAll(unfinished); err != nil {
		return err
	}
	store := &config.SQL{PluginName: sqlite.PluginName, DatabaseName: unfinished, ConnectAttributes: map[string]string{"mode": "rwc"}}
	if err := sqliteschema.SetupSchema(store); err != nil {
		return err
	}
	return os.Rename(unfinished, file)
}

type hostsByService = map[primitives.ServiceName]static.Hosts

func configure(ip string, port int, store *config.SQL) (*config.Config, hostsByService, error) {
	cfg := &config.Config{Services: map[string]config.Service{}}
	cfg.Persistence.NumHistoryShards = 1
	cfg.Persistence.DefaultStore, cfg.Persistence.VisibilityStore = "sqlite", "sqlite"
	cfg.Persistence.DataStores = map[string]config.DataStore{"sqlite": {SQL: store}}
	cfg.Global.Membership.MaxJoinDuration = 30 * time.Second
	cfg.Global.Membership.BroadcastAddress = ip
	cfg.DCRedirectionPolicy.Policy = "noop"
	cfg.Archival.History.State, cfg.Archival.Visibility.State = "disabled", "disabled"
	cfg.NamespaceDefaults.Archival.History.State, cfg.NamespaceDefaults.Archival.Visibility.State = "disabled", "disabled"

	free, err := freePorts(ip, 4)
	if err != nil {
		return nil, nil, err
	}
	frontendHTTP, history, matching, worker := free[0], free[1], free[2], free[3]
	hosts := hostsByService{}
	for name, grpcPort := range map[primitives.ServiceName]int{
		primitives.FrontendService: port,
		primitives.HistoryService:  history,
		primitives.MatchingService: matching,
		primitives.WorkerService:   worker,
	} {
		service := config.Service{RPC: config.RPC{BindOnIP: ip, GRPCPort: grpcPort}}
		if name == primitives.FrontendService {
			service.RPC.HTTPPort = frontendHTTP
		}
		cfg.Services[string(name)] = service
		hosts[name] = static.SingleLocalHost(address(ip, grpcPort))
	}
	cfg.PublicClient.HostPort = address(ip, port)
	cfg.ClusterMetadata = &cluster.Config{
		FailoverVersionIncrement: 10,
		MasterClusterName:        clusterName,
		CurrentClusterName:       clusterName,
		ClusterInformation: map[string]cluster.ClusterInformation{clusterName: {
			Enabled: true, InitialFailoverVersion: 1,
			RPCAddress: address(ip, port), HTTPAddress: address(ip, frontendHTTP),
			ClusterID: "6c2b9d1e-3f47-4d0a-9a55-70726f736a6b", // any fixed one; it must not change between starts
		}},
	}
	return cfg, hosts, nil
}

func address(ip string, port int) string { return fmt.Sprintf("%s:%d", ip, port) }

// freePorts holds all of them open until the last is found, so that no two are the same.
func freePorts(ip string, n int) ([]int, error) {
	ports := make([]int, n)
	for i := range ports {
		listener, err := net.Listen("tcp", address(ip, 0))
		if err != nil {
			return nil, err
		}
		defer listener.Close()
		ports[i] = listener.Addr().(*net.TCPAddr).Port
	}
	return ports, nil
}

func interrupted(endWithStdin bool) <-chan any {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	stop := make(chan any, 1)
	go func() { stop <- <-signals }()
	if endWithStdin {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			signals <- os.Interrupt
		}()
	}
	return stop
}
