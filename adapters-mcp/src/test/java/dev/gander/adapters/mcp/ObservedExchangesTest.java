package dev.gander.adapters.mcp;

import static dev.gander.adapters.mcp.ChildExtensions.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.mcp.wire.HttpTransport;
import dev.gander.adapters.mcp.wire.ServerAccess;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.ServerExchange;
import dev.gander.domain.observe.Trail;
import dev.gander.testkit.observe.RecordingObserver;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The activity in which a server is asked is told of each request.
class ObservedExchangesTest {
  private final RecordingObserver observer = new RecordingObserver();
  private final Trail trail =
      Trail.current().in(observer.begin(new Activity.ToolCall("test__echo", "c1")));

  @TempDir Path folder;

  private List<ServerExchange> told() {
    return observer.activities().getFirst().exchanges();
  }

  private Extension start() throws Exception {
    return trail.call(
        () -> ChildExtensions.start(ChildExtensions.misbehaving(), folder.toRealPath()));
  }

  @Test
  void eachRequestIsToldWithWhatItIsAbout() throws Exception {
    try (Extension extension = start()) {
      trail.call(() -> call(extension, "echo", JsonObject.EMPTY));
      trail.call(() -> extension.getPrompt("greet", Map.of("name", "you")));
    }

    assertEquals(
        List.of("initialize  0", "tools/call echo 1", "prompts/get greet 2"),
        told().stream().map(it -> it.method() + " " + it.subject() + " " + it.id()).toList());
    assertEquals("", told().getFirst().version());
    assertEquals("1999-01-01", told().getLast().version());
    assertTrue(told().stream().allMatch(it -> it.error().isEmpty()), told()::toString);
    assertTrue(told().stream().allMatch(it -> it.server().isEmpty()), told()::toString);
    assertTrue(told().stream().allMatch(it -> it.lasting().isPositive()), told()::toString);
  }

  @Test
  void aFailureIsToldWithTheCodeOfTheServer() throws Exception {
    try (Extension extension = start()) {
      assertThrows(
          ExtensionException.class,
          () -> trail.call(() -> call(extension, "error", JsonObject.EMPTY)));
      assertEquals(Optional.of("-32000"), told().getLast().error());

      assertThrows(
          ExtensionException.class,
          () -> trail.call(() -> call(extension, "crash", JsonObject.EMPTY)));
      assertEquals(Optional.of("unreachable"), told().getLast().error());
    }
  }

  @Test
  void whoIsInterruptedHasCancelled() throws Exception {
    try (Extension extension = start()) {
      Thread.currentThread().interrupt();
      assertThrows(
          InterruptedException.class,
          () -> trail.call(() -> call(extension, "slow", JsonObject.EMPTY)));
    }
    assertEquals(Optional.of("cancelled"), told().getLast().error());
  }

  @Test
  void outsideOfActivitiesNobodyIsTold() throws Exception {
    try (Extension extension =
        ChildExtensions.start(ChildExtensions.misbehaving(), folder.toRealPath())) {
      call(extension, "echo", JsonObject.EMPTY);
    }

    assertEquals(List.of(), told());
  }

  @ParameterizedTest
  @CsvSource({
    "http://crm.example/mcp?key=secret, crm.example, 80",
    "https://user:secret@crm.example/,  crm.example, 443",
    "HTTPS://[::1]:8443/mcp,            [::1],       8443",
  })
  void aServerElsewhereIsNamedByHostAndPortAlone(String address, String host, int port) {
    HttpTransport transport =
        new HttpTransport(
            URI.create(address), "1", Map.of(), ServerAccess.NONE, HttpClient.newBuilder());

    assertEquals(Optional.of(InetSocketAddress.createUnresolved(host, port)), transport.server());
  }
}
