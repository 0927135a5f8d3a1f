package dev.gander.adapters.cli.doctor;

import dev.gander.application.api.program.Program.Machine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Looks whether a server can listen where it would, or who does.
record PortLook(Machine machine) implements CheckUp.Look {
  private static final int USUAL = 8080;
  private static final int PATIENCE_MILLIS = 2000;
  private static final int ENOUGH = 4096;

  @Override
  public List<Diagnosis> findings() {
    String text = machine.variable("GOOSE_PORT").orElse(String.valueOf(USUAL));
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
      return List.of(
          Diagnosis.wrong(
              "port", "GOOSE_PORT is not a port: " + text, "Set it to a number up to 65535"));
    }
    String host = machine.variable("GOOSE_HOST").orElse("127.0.0.1");
    try {
      return List.of(look(InetAddress.getByName(host), Integer.parseInt(text)));
    } catch (UnknownHostException _) {
      return List.of(
          Diagnosis.wrong(
              "port", "GOOSE_HOST is no address: " + host, "Set it to one of this machine"));
    }
  }

  private static Diagnosis look(InetAddress host, int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, host)) {
      return Diagnosis.good("port", "Port " + port + " is free");
    } catch (IOException e) {
      return isServer(host, port)
          ? Diagnosis.good("port", "A server answers at port " + port)
          : Diagnosis.wrong(
              "port",
              "Port " + port + " cannot be used: " + e.getMessage(),
              "goosed serve --port ANOTHER, or end the program that has it");
    }
  }

  /// `/status` is answered with `ok`, also to strangers.
  private static boolean isServer(InetAddress host, int port) {
    InetAddress near = host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(near, port), PATIENCE_MILLIS);
      socket
          .getOutputStream()
          .write(
              "GET /status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(ENOUGH);
      String text = new String(answer, StandardCharsets.ISO_8859_1);
      return text.startsWith("HTTP/1.1 200") && text.stripTrailing().endsWith("ok");
    } catch (IOException _) {
      return false;
    }
  }
}
