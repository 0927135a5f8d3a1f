package dev.gander.adapters.mcp.oauth;

import dev.gander.adapters.mcp.oauth.PlayedServer.Asked;
import dev.gander.adapters.mcp.oauth.PlayedServer.Said;
import dev.gander.adapters.mcp.wire.AccessRefusal;
import dev.gander.adapters.mcp.wire.ServerAccess;
import dev.gander.connections.NetworkSettings;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.extension.ExtensionCredentials.Owner;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.InMemoryExtensionCredentials;
import dev.gander.testkit.store.InMemorySettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A resource and its authorization server on one port, on which everything is right.
abstract class LoginFixture {
  static final String ABOUT_RESOURCE = "/.well-known/oauth-protected-resource/mcp";
  static final String ABOUT_SERVER = "/.well-known/oauth-authorization-server";
  static final Instant NOW = Instant.parse("2026-03-04T10:11:12Z");

  final InMemoryExtensionCredentials store = new InMemoryExtensionCredentials();
  final InMemorySettings settings = new InMemorySettings();
  final KnownSecrets secrets = new KnownSecrets();
  final SettableClock clock = new SettableClock(NOW);
  private final AtomicInteger tokens = new AtomicInteger();
  PlayedServer server;
  PlayedUser user = PlayedUser.whoAgrees();

  @BeforeEach
  void start() throws IOException {
    server = new PlayedServer();
    store.configure(owner());
    server.at(ABOUT_RESOURCE, Said.json(aboutResource()));
    server.at(ABOUT_SERVER, Said.json(aboutServer()));
    server.at("/register", Said.json(201, "{\"client_id\":\"client-1\",\"client_secret\":\"\"}"));
    server.at("/token", this::tokens);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  String resource() {
    return server.url() + "/mcp";
  }

  Owner owner() {
    return new Owner("crm", resource());
  }

  JsonObject aboutResource() {
    return JsonObject.of("resource", Json.of(resource()))
        .with("authorization_servers", JsonArray.of(Json.of(server.url())));
  }

  JsonObject aboutServer() {
    return JsonObject.of("issuer", Json.of(server.url()))
        .with("authorization_endpoint", Json.of(server.url() + "/authorize"))
        .with("token_endpoint", Json.of(server.url() + "/token"))
        .with("registration_endpoint", Json.of(server.url() + "/register"));
  }

  /// New ones for each code and each refresh token, valid for an hour.
  private Said tokens(Asked asked) {
    int number = tokens.incrementAndGet();
    return Said.json(
        JsonObject.builder()
            .put("access_token", "access-token-" + number)
            .put("token_type", "Bearer")
            .put("expires_in", 3600)
            .put("refresh_token", "refresh-token-" + number)
            .build());
  }

  Logins logins() {
    return logins(Duration.ofSeconds(20));
  }

  Logins logins(Duration patience) {
    return new Logins(settings, NetworkSettings.NONE, store, user, secrets, clock, patience);
  }

  ServerAccess access() {
    return logins().accessTo("crm", resource());
  }

  /// The server refuses the access that the connection has now.
  static boolean refuse(ServerAccess access, int status, String... challenges)
      throws InterruptedException {
    return access.isGranted(new AccessRefusal(status, List.of(challenges), access.bearer()));
  }

  /// Logged in, as a connection that knew nothing before.
  ServerAccess loggedIn() throws InterruptedException {
    ServerAccess access = access();
    access.prepare();
    refuse(access, 401);
    return access;
  }

  JsonObject kept(String access, String refresh, long received) {
    return (JsonObject)
        JsonText.parse(
            """
            {"client_id": "client-0", "granted_scopes": [], "token_received_at": %d,
             "token_response": {"access_token": "%s", "token_type": "bearer", "expires_in": 3600,
                                "refresh_token": "%s"}}"""
                .formatted(received, access, refresh));
  }

  List<Map<String, String>> tokenForms() {
    return server.asked("/token").stream().map(it -> PlayedUser.fields(it.body())).toList();
  }

  Optional<String> storedToken() {
    return store
        .find(owner())
        .flatMap(it -> it.object("token_response"))
        .flatMap(it -> it.text("access_token"));
  }
}
