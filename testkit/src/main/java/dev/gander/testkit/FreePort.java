package dev.gander.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/// Ports for programs that have to be told where to listen. They are below those that systems hand
/// out by themselves, and each process begins elsewhere: nobody else gets one by chance before the
/// program listens.
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;
  private static final int OF_EACH_PROCESS = 60;

  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * OF_EACH_PROCESS % COUNT));

  private FreePort() {}

  /// A port at which nobody listens now, and which was not found here lately.
  public static int find() {
    while (true) {
      int port = FIRST + NEXT.getAndUpdate(last -> (last + 1) % COUNT);
      if (isFree(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
