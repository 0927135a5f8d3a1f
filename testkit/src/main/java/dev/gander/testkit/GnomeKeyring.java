package dev.gander.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real D-Bus with GNOME's keyring on it, unlocked and empty, where they are installed (Debian:
/// `dbus`, `gnome-keyring`).
public final class GnomeKeyring implements AutoCloseable {
  private final Path home;
  private final List<Process> processes = new ArrayList<>();
  private final String address;

  private GnomeKeyring(Path home) throws IOException {
    this.home = home;
    String printed = "";
    try {
      Process bus = start("", "dbus-daemon", "--session", "--nofork", "--print-address=1");
      printed = bus.inputReader().readLine();
      unlock(printed);
    } finally {
      address = printed;
    }
  }

  public static boolean isInstalled() {
    return hasProgram("dbus-daemon") && hasProgram("gnome-keyring-daemon");
  }

  public static boolean hasProgram(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /// @param home a folder for its files
  public static GnomeKeyring start(Path home) {
    try {
      return new GnomeKeyring(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The bus, as in `DBUS_SESSION_BUS_ADDRESS`.
  public String address() {
    return address;
  }

  /// What another program finds in it; empty for nothing.
  public String lookUp(String service, String username) {
    try {
      Process found =
          start(address, "secret-tool", "lookup", "service", service, "username", username);
      return new String(found.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns when the keyring is on the bus.
  private void unlock(String bus) throws IOException {
    Process daemon = start(bus, "gnome-keyring-daemon", "--unlock", "--components=secrets");
    try (OutputStream password = daemon.getOutputStream()) {
      password.write("password".getBytes(StandardCharsets.UTF_8));
    }
    daemon.onExit().orTimeout(1, TimeUnit.MINUTES).join();
  }

  private Process start(String bus, String... command) throws IOException {
    var builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    var environment = builder.environment();
    environment.put("HOME", home.toString());
    environment.put("XDG_RUNTIME_DIR", Files.createDirectories(home.resolve("run")).toString());
    environment.put("XDG_DATA_HOME", home.resolve("data").toString());
    environment.put("DBUS_SESSION_BUS_ADDRESS", bus);
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /// The keyring goes with its bus.
  @Override
  public void close() {
    processes
        .reversed()
        .forEach(
            process -> process.destroyForcibly().onExit().orTimeout(1, TimeUnit.MINUTES).join());
  }
}
