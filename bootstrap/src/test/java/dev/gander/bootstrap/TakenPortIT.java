package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakenPortIT {
  @TempDir Path root;

  @Test
  void aTakenPortIsToldInOneLine() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());
      Process process = ImageServer.process(root, Map.of("GOOSE_PORT", port));
      String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

      assertEquals(1, process.waitFor());
      assertEquals("", new String(process.getInputStream().readAllBytes(), UTF_8));
      assertEquals(
          List.of(
              "GOOSED_BOOT: main entered",
              "Error: cannot listen on 127.0.0.1:" + port + ": Address already in use"),
          err.lines().toList());
    }
  }
}
