package dev.gander.bootstrap;

import dev.gander.adapters.http.options.HttpOptions;
import dev.gander.adapters.http.tls.TlsIdentity;
import dev.gander.application.Ports;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Prepares a [Gander] or a [GanderServer] for a program that embeds it; made by [Gander#builder].
/// Only the folder for its files has to be named.
///
///     try (GanderServer server = Gander.builder().home(folder).model("scripted", "scripted").start()) {
///       call(server.uri(), server.key());
///     }
///
/// Any number of them may run in one process, each with a folder of its own. For one thread.
public final class GanderBuilder {
  /// What programs need to run at all. Settings and keys in the process's environment do not count
  /// unless they are asked for.
  private static final Set<String> OF_PROCESS =
      Set.of(
          "HOME",
          "LANG",
          "LC_ALL",
          "LC_CTYPE",
          "LOGNAME",
          "PATH",
          "SHELL",
          "TMPDIR",
          "TZ",
          "USER",
          "ComSpec",
          "PATHEXT",
          "Path",
          "SystemRoot",
          "TEMP",
          "TMP",
          "USERPROFILE",
          "windir");

  private final Map<String, String> variables = new HashMap<>();
  private final List<ProviderFactory> providers = new ArrayList<>();
  private final List<ExtensionConnector> connectors = new ArrayList<>();
  private final Set<String> allowedHosts = new HashSet<>();
  private UnaryOperator<Ports> ports = UnaryOperator.identity();
  private @Nullable Path home;
  private @Nullable Clock clock;
  private @Nullable String key;
  private @Nullable TlsIdentity tls;
  private String host = "127.0.0.1";
  private int port;

  GanderBuilder() {
    System.getenv().forEach(this::takeOver);
  }

  private void takeOver(String name, String value) {
    if (OF_PROCESS.contains(name)) {
      variables.put(name, value);
    }
  }

  /// The folder for settings, sessions and logs, which is also the folder for sessions without one.
  /// It is created if it does not exist.
  public GanderBuilder home(Path folder) {
    home = folder.toAbsolutePath();
    return this;
  }

  /// Sets an environment variable: a setting such as `GOOSE_MODE`, a key such as `OPENAI_API_KEY`,
  /// or what the programs of extensions need. Without this the server sees `PATH`, the locale and
  /// the like of this process, but none of its settings.
  public GanderBuilder variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  public GanderBuilder variables(Map<String, String> more) {
    variables.putAll(more);
    return this;
  }

  /// The provider and model of sessions that choose no other.
  ///
  /// @param provider one that is built in, handed in or found as a plug-in
  public GanderBuilder model(String provider, String name) {
    return variable("GOOSE_PROVIDER", provider).variable("GOOSE_MODEL", name);
  }

  /// Offers a provider beside the built-in ones.
  public GanderBuilder provider(ProviderFactory factory) {
    providers.add(factory);
    return this;
  }

  /// Offers a provider beside the built-in ones, and makes sessions use it that choose no other. It
  /// stays the caller's: it may be closed and asked again.
  public GanderBuilder provider(Provider provider, String model) {
    return provider(new HandedIn.ReadyProvider(provider, model)).model(provider.name(), model);
  }

  /// Connects to kinds of extensions before the built-in connectors are asked: the way to give
  /// models tools that are code of this program.
  public GanderBuilder extensions(ExtensionConnector connector) {
    connectors.add(connector);
    return this;
  }

  /// By default this machine's.
  public GanderBuilder clock(Clock source) {
    clock = source;
    return this;
  }

  /// Replaces adapters: gets the ports with this machine's adapters, and returns those to use. What
  /// they open lies below the home folder, and is closed with the agent.
  public GanderBuilder ports(UnaryOperator<Ports> replacement) {
    UnaryOperator<Ports> earlier = ports;
    ports = all -> replacement.apply(earlier.apply(all));
    return this;
  }

  /// The key that clients have to send. By default a random one: [GanderServer#key].
  public GanderBuilder key(String secret) {
    key = secret;
    return this;
  }

  /// The name or address to listen at; by default only programs on this machine get through.
  public GanderBuilder host(String name) {
    host = name;
    return this;
  }

  /// The port to listen at; 0, the default, is any free one: [GanderServer#port].
  public GanderBuilder port(int number) {
    port = number;
    return this;
  }

  /// A host name besides the loopback ones that clients may use.
  public GanderBuilder allowedHost(String name) {
    allowedHosts.add(name);
    return this;
  }

  /// Listens with TLS.
  public GanderBuilder tls(TlsIdentity identity) {
    tls = identity;
    return this;
  }

  /// Creates the agent without a server, as [Gander#open] does.
  ///
  /// @throws IllegalStateException if something is missing, or in the way; the message says what
  /// @throws StorageException if the folder cannot be used
  public Gander open() {
    Environment environment = environment();
    return withOwnLoader(
        () -> {
          Gander gander =
              Gander.opening(
                  environment, null, KnownSecrets.of(environment.variables()), handedIn());
          gander.begin();
          return gander;
        });
  }

  /// Starts the server.
  ///
  /// @throws IllegalStateException if something is missing, or in the way; the message says what
  /// @throws StorageException if the folder cannot be used
  /// @throws IOException if it cannot listen; nothing is left open
  public GanderServer start() throws IOException {
    Environment environment = environment();
    String secret = key == null ? KeptKey.random(new SecureRandom()) : key;
    HttpOptions options = HttpOptions.of(host, port, secret, tls, allowedHosts);
    return withOwnLoader(
        () ->
            GanderServer.start(
                environment, options, null, KnownSecrets.of(environment.variables()), handedIn()));
  }

  private HandedIn handedIn() {
    return new HandedIn(providers, connectors, ports);
  }

  private Environment environment() {
    if (home == null) {
      throw new IllegalStateException(
          "name the folder for settings, sessions and logs: Gander.builder().home(folder)");
    }
    usable(home);
    Environment environment = Environment.in(home, variables);
    return clock == null ? environment : environment.at(clock);
  }

  private static void usable(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StorageException("the folder " + folder + " cannot be created: " + e, e);
    }
    if (!Files.isWritable(folder)) {
      throw new StorageException("the folder " + folder + " cannot be written to", null);
    }
  }

  private interface Start<T, E extends Exception> {
    T run() throws E;
  }

  /// Libraries look for their parts with the thread's class loader, which in some containers knows
  /// nothing of the program's jars. The server's threads get it from this one.
  private static <T, E extends Exception> T withOwnLoader(Start<T, E> start) throws E {
    Thread thread = Thread.currentThread();
    ClassLoader callers = thread.getContextClassLoader();
    thread.setContextClassLoader(GanderBuilder.class.getClassLoader());
    try {
      return Objects.requireNonNull(start.run());
    } finally {
      thread.setContextClassLoader(callers);
    }
  }
}
