package dev.gander.adapters.persistence.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real D-Bus and GNOME's keyring, where they are installed (Debian: `dbus`, `gnome-keyring`).
class GnomeKeyringTest {
  @TempDir Path home;
  private final List<Process> processes = new ArrayList<>();
  private String address = "";

  @BeforeEach
  void start() throws IOException {
    assumeTrue(isInstalled("dbus-daemon") && isInstalled("gnome-keyring-daemon"));
    Process bus = program("dbus-daemon", "--session", "--nofork", "--print-address=1");
    address = bus.inputReader().readLine();
    unlockKeyring();
  }

  /// Returns when the keyring is on the bus.
  private void unlockKeyring() throws IOException {
    Process daemon = program("gnome-keyring-daemon", "--unlock", "--components=secrets");
    try (OutputStream password = daemon.getOutputStream()) {
      password.write("password".getBytes(StandardCharsets.UTF_8));
    }
    daemon.onExit().orTimeout(1, TimeUnit.MINUTES).join();
  }

  @AfterEach
  void stop() {
    processes
        .reversed()
        .forEach(
            process -> process.destroyForcibly().onExit().orTimeout(1, TimeUnit.MINUTES).join());
  }

  @Test
  void entryIsStoredForGooseAndForUs() throws IOException, InterruptedException {
    Keyring keyring = new SecretServiceKeyring(address, Duration.ofSeconds(5));
    assertEquals(Optional.empty(), keyring.read());

    keyring.write("{\"A\":\"ü\"}");
    assertEquals(Optional.of("{\"A\":\"ü\"}"), keyring.read());
    keyring.write("{\"B\":1}");
    assertEquals(Optional.of("{\"B\":1}"), keyring.read());

    if (isInstalled("secret-tool")) {
      Process lookup = program("secret-tool", "lookup", "service", "goose", "username", "secrets");
      assertEquals("{\"B\":1}", lookup.inputReader().readLine());
    }
  }

  private Process program(String... command) throws IOException {
    var builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    var environment = builder.environment();
    environment.put("HOME", home.toString());
    environment.put("XDG_RUNTIME_DIR", Files.createDirectories(home.resolve("run")).toString());
    environment.put("XDG_DATA_HOME", home.resolve("data").toString());
    environment.put("DBUS_SESSION_BUS_ADDRESS", address);
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
