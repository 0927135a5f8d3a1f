package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The script `bin/goosed` of the built image, run as a client would run it.
class LauncherIT {
  private static final Path IMAGE =
      Path.of(System.getProperty("gander.image", "target/image")).toAbsolutePath();
  private static final String VERSION = "goosed " + version() + "\n";

  @TempDir Path folder;

  private record Result(int exit, String out, String err) {}

  @Test
  void runsFromAnyFolderWithAShortPath() throws Exception {
    assertEquals(new Result(0, VERSION, ""), run(Path.of("/"), IMAGE.resolve("bin/goosed"), "-V"));
  }

  @Test
  void runsThroughSymbolicLinks() throws Exception {
    var absolute = Files.createSymbolicLink(folder.resolve("first"), IMAGE.resolve("bin/goosed"));
    Files.createSymbolicLink(folder.resolve("second"), folder.relativize(absolute));

    assertEquals(new Result(0, VERSION, ""), run(folder, folder.resolve("second"), "--version"));
  }

  @Test
  void aMovedImageStartsQuietlyWithoutItsCache() throws Exception {
    var moved = copyOfImage(folder.resolve("with space"));

    assertEquals(new Result(0, VERSION, ""), run(folder, moved.resolve("bin/goosed"), "-V"));
  }

  @Test
  void aBrokenCacheIsIgnoredQuietly() throws Exception {
    var moved = copyOfImage(folder.resolve("image"));
    Files.writeString(moved.resolve("lib/goosed.aot"), "no cache");
    Files.writeString(
        moved.resolve("lib/goosed.stamp"),
        System.getProperty("java.home") + "\n" + moved.toRealPath() + "\n");

    assertEquals(new Result(0, VERSION, ""), run(folder, moved.resolve("bin/goosed"), "-V"));
  }

  /// An option that it does not know keeps a JVM from starting.
  @Test
  void aJavaThatTookThePlaceOfTheStampedOneIsNotAskedForWhatItMayNotKnow() throws Exception {
    var moved = copyOfImage(folder.resolve("image"));
    var java = javaThatTellsItsOptions();
    var stamp = List.of(java.toString(), moved.toRealPath().toString(), "JAVA_VERSION=\"25.0.3\"");
    Files.write(moved.resolve("lib/goosed.stamp"), stamp);

    assertFalse(options(moved).contains("-XX:-AOTReplayTraining"));
    Files.writeString(java.resolve("release"), "A=\"b\"\nJAVA_VERSION=\"27\"\nC=\"25.0.3\"\n");
    assertFalse(options(moved).contains("-XX:-AOTReplayTraining"));
    assertTrue(options(moved).contains("-XX:AOTCache="));
    Files.writeString(java.resolve("release"), "A=\"b\"\nJAVA_VERSION=\"25.0.3\"\nC=\"d\"\n");
    assertTrue(options(moved).contains("\n-XX:-AOTReplayTraining\n"));

    Files.write(moved.resolve("lib/goosed.stamp"), stamp.subList(0, 2));
    assertFalse(options(moved).contains("-XX:-AOTReplayTraining"));
    assertTrue(options(moved).contains("-XX:AOTCache="));
  }

  private Path javaThatTellsItsOptions() throws IOException {
    var java = folder.resolve("java that tells its options");
    var program = Files.createDirectories(java.resolve("bin")).resolve("java");
    Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertTrue(program.toFile().setExecutable(true));
    return java;
  }

  private String options(Path image) throws Exception {
    Result told = run(folder, image.resolve("bin/goosed"), "agent");
    assertEquals(0, told.exit(), told.err());
    return told.out();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void onlyAServerThatPractisesHasLargePages() throws Exception {
    var option = "-XX:+UseTransparentHugePages";
    assertTrue(optionsWith("GANDER_WARMUP=on", "agent").contains(option));
    assertTrue(optionsWith("ANYTHING=else", "acp").contains(option));
    assertFalse(optionsWith("GANDER_WARMUP=off", "agent").contains(option));
    assertFalse(optionsWith("GANDER_WARMUP=on", "doctor").contains(option));
  }

  private String optionsWith(String variable, String command) throws Exception {
    var java = javaThatTellsItsOptions();
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25\"\n");
    var goosed = IMAGE.resolve("bin/goosed").toString();
    Result told =
        run(folder, Path.of("/usr/bin/env"), "GANDER_JAVA_HOME=" + java, variable, goosed, command);
    assertEquals(0, told.exit(), told.err());
    return told.out();
  }

  @Test
  void aServerHasMoreCarriersThanASmallMachineHasProcessors() throws Exception {
    try (ImageServer server = ImageServer.start(folder, Map.of())) {
      String scheduler = ProcessThreads.jcmd(server.pid(), "Thread.vthread_scheduler");

      Matcher carriers = Pattern.compile("parallelism = (\\d+)").matcher(scheduler);
      assertTrue(carriers.find(), scheduler);
      assertTrue(Integer.parseInt(carriers.group(1)) >= 8, scheduler);
    }
  }

  @Test
  void aServerCanBeRecorded() throws Exception {
    try (ImageServer server = ImageServer.start(folder, Map.of())) {
      String told = ProcessThreads.jcmd(server.pid(), "JFR.start");

      assertTrue(told.contains("Started recording"), told);
    }
  }

  /// The cache has objects in it, for which there must be room from the start.
  @ParameterizedTest
  @ValueSource(strings = {"-Xms8m", "-Xms16m -Xmx64m", "-Xms32m", "-Xmx64m", "-Xmx2g"})
  void aHeapOfTheUsersChoiceIsFine(String size) throws Exception {
    try (ImageServer server = ImageServer.start(folder, Map.of("GOOSED_JAVA_OPTS", size))) {
      assertEquals(200, server.send("GET", "/status", "").statusCode());
    }
  }

  @Test
  void misuseExitsWithTwoAndLeavesStdoutAlone() throws Exception {
    var result = run(folder, IMAGE.resolve("bin/goosed"), "fly");
    assertEquals(2, result.exit());
    assertEquals("", result.out());
  }

  @Test
  void argumentsArriveUnsplit() throws Exception {
    var result = run(folder, IMAGE.resolve("bin/goosed"), "agent", "two words");
    assertTrue(result.err().contains("'two words'"), result.err());
  }

  /// There is no locale in this test's environment.
  @Test
  void understandsAllLettersWithoutALocale() throws Exception {
    assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "this JVM does not either");
    var result = run(folder, IMAGE.resolve("bin/goosed"), "agent", "Gänse 🦆");
    assertTrue(result.err().contains("'Gänse 🦆'"), result.err());
  }

  private Path copyOfImage(Path target) throws IOException {
    try (Stream<Path> paths = Files.walk(IMAGE)) {
      for (var path : paths.toList()) {
        var copy = target.resolve(IMAGE.relativize(path).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return target;
  }

  private Result run(Path directory, Path program, String... arguments) throws Exception {
    var out = Files.createTempFile(folder, "out", "");
    var err = Files.createTempFile(folder, "err", "");
    var builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList())
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // Otherwise no JVM says the version.
    builder.environment().put("GOOSED_JAVA_OPTS", "-Dwith.a.jvm=true");
    var exit = builder.start().waitFor();
    return new Result(exit, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private static String version() {
    return Main.class.getModule().getDescriptor().rawVersion().orElseThrow();
  }
}
