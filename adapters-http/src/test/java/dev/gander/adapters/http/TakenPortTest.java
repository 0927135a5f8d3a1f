package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.access.BrowserSignIns;
import dev.gander.adapters.http.options.HttpOptions;
import dev.gander.adapters.http.server.NamedKeys;
import dev.gander.application.api.operating.NoteRequest;
import dev.gander.domain.observe.Unobserved;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TakenPortTest {
  private static IOException refused(String host, int port) {
    HttpOptions options = HttpOptions.of(host, port, TestServer.KEY, null, Set.of());
    return assertThrows(
        IOException.class,
        () ->
            GanderHttpServer.start(
                options,
                List.of(),
                TestServer.echo(),
                NamedKeys.NONE,
                BrowserSignIns.start(),
                text -> text,
                new NoteRequest(Unobserved.INSTANCE)));
  }

  @Test
  void aPortThatSomebodyHasIsAnError() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      IOException refused = refused("127.0.0.1", other.getLocalPort());

      assertEquals(
          "cannot listen on 127.0.0.1:" + other.getLocalPort() + ": Address already in use",
          refused.getMessage());
    }
  }

  @Test
  void anAddressOfAnotherMachineIsAnError() {
    String message = refused("192.0.2.1", 8080).getMessage();

    assertTrue(message.startsWith("cannot listen on 192.0.2.1:8080: "), message);
  }
}
