package dev.gander.adapters.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.gander.adapters.cli.TypedLine;
import dev.gander.oauth.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConsoleVerbTest {
  private static final String PATH = "/gander/v1/console/#code=abc";

  @TempDir Path folder;
  private final List<String> asked = new ArrayList<>();
  private final List<URI> opened = new ArrayList<>();
  private int status = 200;
  private String answer = "{\"code\": \"abc\", \"path\": \"" + PATH + "\", \"expires_in\": 60}";
  private HttpServer server;
  private TypedLine line;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("x-secret-key"));
          exchange.sendResponseHeaders(status, 0);
          exchange.getResponseBody().write(answer.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    line = new TypedLine(folder);
    line.variables.put("GANDER_KEY", "k");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private final Browser browser =
      new Browser() {
        @Override
        public void open(URI page) {
          opened.add(page);
        }
      };

  @Test
  void theBrowserOpensSignedIn() {
    var command = new CommandLine(new ConsoleVerb(line, _ -> browser));

    assertEquals(0, command.execute("--server", address()));

    assertEquals(List.of("POST /gander/v1/console/codes k"), asked);
    assertEquals(List.of(URI.create(address() + PATH)), opened);
    assertEquals("", line.shown());
  }

  @Test
  void theAddressIsOnlyPrintedIfThatIsAskedFor() {
    line.variables.put("GANDER_SERVER", address());

    assertEquals(0, line.run("console", "--print"));

    assertEquals(address() + PATH + "\n", line.shown());
  }

  @Test
  void theServerOfThisMachineIsFoundWithItsKey() throws IOException {
    line.variables.remove("GANDER_KEY");
    Path state = Files.createDirectories(folder.resolve("state/gander"));
    Files.writeString(state.resolve("secret_key"), "kept\n");
    Files.writeString(
        state.resolve("served"), address() + "\n" + ProcessHandle.current().pid() + "\n");

    assertEquals(0, line.run("console", "--print"), line::told);
    assertEquals(List.of("POST /gander/v1/console/codes kept"), asked);
  }

  @Test
  void aServerThatHasEndedIsNotAsked() throws IOException {
    Path state = Files.createDirectories(folder.resolve("state/gander"));
    Files.writeString(state.resolve("served"), address() + "\n999999999999\n");
    line.variables.put("GOOSE_PORT", "1");

    assertEquals(1, line.run("console", "--print"));
    assertEquals(List.of(), asked);
    assertTrue(line.told().contains("http://127.0.0.1:1 cannot be reached"), line.told());
  }

  @Test
  void aWrongKeyIsTold() {
    status = 401;
    answer = "";

    assertEquals(1, line.run("console", "--print", "--server", address()));
    assertTrue(line.told().contains("does not accept this key"), line.told());
  }

  @Test
  void aServerOfAnotherVersionIsTold() {
    status = 404;
    answer = "{}";
    assertEquals(1, line.run("console", "--print", "--server", address()));
    assertTrue(line.told().contains("another version"), line.told());

    status = 200;
    answer = "{\"path\": \"https://elsewhere.example\"}";
    assertEquals(1, line.run("console", "--print", "--server", address()));
    assertTrue(line.told().contains("another version"), line.told());
  }
}
