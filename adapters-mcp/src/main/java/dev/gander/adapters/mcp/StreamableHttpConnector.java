package dev.gander.adapters.mcp;

import dev.gander.adapters.mcp.oauth.Logins;
import dev.gander.adapters.mcp.wire.HttpTransport;
import dev.gander.adapters.mcp.wire.McpConnection;
import dev.gander.adapters.mcp.wire.ServerAccess;
import dev.gander.connections.ConnectionException;
import dev.gander.connections.Connections;
import dev.gander.connections.NetworkSettings;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfig.StreamableHttp;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.json.JsonString;
import dev.gander.oauth.OAuthException;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Connects to MCP servers over streamable HTTP, and lets the user log in to those that require it.
public final class StreamableHttpConnector implements ExtensionConnector {
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

  private final ExtensionSettings settings;
  private final String version;
  private final Logins logins;
  private final String userAgent;
  private final NetworkSettings network;

  /// @param environment the variables of this process, for proxies
  /// @param version goosed's version as servers see it, unless the environment sets another
  public StreamableHttpConnector(
      Settings settings, Map<String, String> environment, String version, LoginMeans means) {
    this.settings = new ExtensionSettings(settings);
    this.network =
        new NetworkSettings(
            key -> text(settings, key), name -> Optional.ofNullable(environment.get(name)));
    this.logins =
        new Logins(
            settings,
            network,
            means.credentials(),
            means.browser(),
            means.secrets(),
            means.clock());
    this.version = environment.getOrDefault("GOOSE_MCP_CLIENT_VERSION", version);
    this.userAgent = "goose/" + version;
  }

  private static Optional<String> text(Settings settings, String key) {
    return settings
        .find(key)
        .flatMap(
            json -> json instanceof JsonString(String text) ? Optional.of(text) : Optional.empty());
  }

  @Override
  public boolean connects(ExtensionConfig config) {
    return config instanceof StreamableHttp;
  }

  @Override
  public Extension connect(ExtensionConfig config, ExtensionHost host) throws InterruptedException {
    StreamableHttp http = (StreamableHttp) config;
    if (http.socket() != null) {
      throw ExtensionException.invalidConfig(
          "Unix domain socket transport is not supported on this platform");
    }
    RunningCalls calls = new RunningCalls();
    ServerAccess access = logins.accessTo(http.name(), http.uri());
    HttpTransport transport = transport(http, headers(http), access);
    McpConnection connection =
        new McpConnection(transport, new ServerRequests(host, calls), transport, access);
    Duration timeout = settings.timeout(http.timeout());
    try {
      McpInitialize initialize =
          McpInitialize.ofServer(
              connection.initialize(
                  McpInitialize.ofClient(version, host.client()),
                  settings.startTime(http.timeout())));
      return new McpExtension(
          connection, initialize, host, calls, timeout, settings.mostTools(), () -> {});
    } catch (ExtensionException e) {
      connection.close();
      if (isUnauthorized(e)) {
        throw ExtensionException.loginRequired(notGreeted(e.text()), e);
      }
      boolean late = e.getCause() instanceof TimeoutException;
      throw new ExtensionException(notGreeted(late ? ExtensionSettings.late(e) : e.text()), e);
    } catch (InterruptedException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public boolean logIn(ExtensionConfig config) throws InterruptedException {
    StreamableHttp http = (StreamableHttp) config;
    try {
      logins.login(http.name(), address(http).toString());
      return true;
    } catch (IllegalArgumentException e) {
      throw ExtensionException.unusableConfig(String.valueOf(e.getMessage()), e);
    } catch (OAuthException e) {
      throw new ExtensionException("login failed: " + e.text(), e);
    }
  }

  private static boolean isUnauthorized(Throwable failure) {
    return failure instanceof McpHttpClientTransportAuthorizationException
        || (failure.getCause() != null && isUnauthorized(failure.getCause()));
  }

  private Map<String, String> headers(StreamableHttp http) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("User-Agent", userAgent);
    http.headers().forEach((name, value) -> headers.put(name, checked(name, value)));
    return headers;
  }

  private static String checked(String name, String value) {
    if (!HEADER_NAME.matcher(name).matches()) {
      throw ExtensionException.invalidConfig("invalid header: " + name);
    }
    if (!HEADER_VALUE.matcher(value).matches()) {
      throw ExtensionException.invalidConfig("invalid header value: " + name);
    }
    return value;
  }

  private HttpTransport transport(
      StreamableHttp http, Map<String, String> headers, ServerAccess access) {
    try {
      return new HttpTransport(
          address(http),
          McpInitialize.PROTOCOL_VERSION,
          headers,
          access,
          Connections.builder(network));
    } catch (IllegalArgumentException | ConnectionException e) {
      throw ExtensionException.unusableConfig(notGreeted(String.valueOf(e.getMessage())), e);
    }
  }

  private static URI address(StreamableHttp http) {
    URI address = URI.create(http.uri());
    if (address.getRawAuthority() == null
        || !String.valueOf(address.getScheme()).matches("https?")) {
      throw new IllegalArgumentException("no address of a web server: " + http.uri());
    }
    return address;
  }

  private static String notGreeted(String why) {
    return "failed to initialize MCP client: " + why;
  }
}
