package dev.gander.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class DesktopBrowserTest {
  private static final URI PAGE = URI.create("https://host/auth?a=b&c=%20d");

  @TempDir Path folder;
  private Path told;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void makePipe() throws Exception {
    told = folder.resolve("told");
    new ProcessBuilder("mkfifo", told.toString()).start().waitFor();
  }

  private DesktopBrowser browser() {
    return new DesktopBrowser(() -> environment, "Linux");
  }

  private String program(String name) throws IOException {
    Path program = folder.resolve(name);
    Files.writeString(program, "#!/bin/sh\necho " + name + " \"$@\" > " + told + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program.toString();
  }

  /// Reading the pipe waits until the program has written its arguments.
  private String opened() throws IOException {
    browser().open(PAGE);
    return Files.readString(told).strip();
  }

  @Test
  void theProgramOfTheEnvironmentGetsTheAddress() throws Exception {
    environment.put("BROWSER", "/nowhere/browser:" + program("mine"));
    assertEquals("mine " + PAGE, opened());
  }

  @Test
  void theAddressStandsWhereTheCommandSays() throws Exception {
    environment.put("BROWSER", program("mine") + " --new %s --quiet");
    assertEquals("mine --new " + PAGE + " --quiet", opened());
  }

  @Test
  void theDesktopOpensItOtherwise() throws Exception {
    program("xdg-open");
    environment.put("PATH", "/nowhere::" + folder);
    assertEquals("xdg-open " + PAGE, opened());
  }

  @Test
  void whatElseTheDesktopHasIsTried() throws Exception {
    program("gio");
    environment.put("PATH", folder.toString());
    assertEquals("gio open " + PAGE, opened());
  }

  @Test
  void itGetsThisEnvironmentOnly() throws Exception {
    Path program = folder.resolve("telling");
    Files.writeString(program, "#!/bin/sh\n/usr/bin/env | sort > " + told + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    environment.put("BROWSER", program.toString());
    environment.put("MINE", "1");
    assertEquals(
        List.of("BROWSER=" + program, "MINE=1"),
        opened().lines().filter(line -> line.matches("[A-OQ-Z].*")).toList());
  }

  @Test
  void aMachineWithoutBrowserGoesOn() {
    environment.put("BROWSER", "bro\0wser");
    browser().open(PAGE);
  }
}
