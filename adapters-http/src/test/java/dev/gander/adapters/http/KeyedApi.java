package dev.gander.adapters.http;

import dev.gander.adapters.http.access.BrowserSignIns;
import dev.gander.adapters.http.access.KnownKeys;
import dev.gander.adapters.http.acp.AcpEndpoint;
import dev.gander.adapters.http.peer.AcpService;
import dev.gander.adapters.http.peer.ConsoleFiles;
import dev.gander.adapters.http.server.NamedKeys;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.access.CreateKey;
import dev.gander.domain.access.Scope;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The whole API on in-memory adapters, with named keys.
final class KeyedApi implements AutoCloseable {
  /// A console of three files.
  private static final ConsoleFiles CONSOLE =
      () ->
          Map.of(
              "index.html", "<script src={{files}}/a.js>".getBytes(StandardCharsets.UTF_8),
              "a.js", "import './b/c.js'".getBytes(StandardCharsets.UTF_8),
              "b/c.js", "// c".getBytes(StandardCharsets.UTF_8));

  final Backend backend = new Backend().withModel();
  final UseCases use = backend.useCases();
  final BrowserSignIns signIns;
  final TestServer server;

  KeyedApi() {
    this(new EchoService());
  }

  /// @param service serves the clients of `/acp`
  KeyedApi(AcpService service) {
    this(service, BrowserSignIns.start());
  }

  KeyedApi(AcpService service, BrowserSignIns signIns) {
    this.signIns = signIns;
    AcpEndpoint acp = new AcpEndpoint(service);
    server =
        TestServer.start(
            Operations.all(
                use,
                new KnownKeys(TestServer.KEY::equals, true, use.access().identify()::holder),
                acp,
                signIns,
                CONSOLE),
            acp,
            NamedKeys.of(use.access()),
            signIns);
  }

  /// A key with the scopes.
  Holder key(String name, Scope... scopes) {
    return holder(new CreateKey.Order(name, Set.of(scopes), null, null));
  }

  Holder holder(CreateKey.Order order) {
    var made = use.access().create().create(order);
    return new Holder(made.key().id().value(), made.secret().text());
  }

  /// Whoever has a key.
  final class Holder {
    final String id;
    final String secret;

    private Holder(String id, String secret) {
      this.id = id;
      this.secret = secret;
    }

    HttpResponse<String> send(String method, String path, @Nullable String json) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(server.uri(path)).header("x-secret-key", secret);
      return server.send(
          json == null
              ? request.method(method, BodyPublishers.noBody())
              : request
                  .header("content-type", "application/json")
                  .method(method, BodyPublishers.ofString(json)));
    }

    HttpResponse<String> get(String path) {
      return send("GET", path, null);
    }

    HttpResponse<String> post(String path, String json) {
      return send("POST", path, json);
    }

    String session() {
      return RunningApi.object(post("/agent/start", "{\"working_dir\":\"/work\"}"))
          .text("id")
          .orElseThrow();
    }
  }

  @Override
  public void close() {
    server.close();
    backend.close();
  }
}
