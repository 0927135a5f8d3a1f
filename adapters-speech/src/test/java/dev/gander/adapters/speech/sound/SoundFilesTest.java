package dev.gander.adapters.speech.sound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.provider.Programs;
import dev.gander.domain.speech.Sound;
import dev.gander.domain.speech.SoundFormat;
import dev.gander.domain.speech.TranscriptionTooSlow;
import dev.gander.domain.speech.UnsupportedSound;
import dev.gander.process.ChildRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a script in the place of `ffmpeg`.
class SoundFilesTest {
  @TempDir Path root;

  private SoundFiles files(Duration limit) {
    return new SoundFiles(ChildRecords.in(root), root, limit);
  }

  private SoundFiles files() {
    return files(Duration.ofSeconds(30));
  }

  private Optional<Programs> programs() {
    Map<String, String> variables = Map.of("PATH", "/usr/bin:/bin", "HOME", root.toString());
    return Optional.of(
        new Programs(
            ChildEnvironment.of(variables), List.of(root.resolve("bin").toString()), root));
  }

  private void install(String script) throws IOException {
    Path file = Files.createDirectories(root.resolve("bin")).resolve("ffmpeg");
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static Sound sound(SoundFormat format, String bytes) {
    return new Sound(bytes.getBytes(UTF_8), "audio/" + format.ending(), format);
  }

  private static String read(Path file) {
    try {
      return file.getFileName() + ": " + Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> all = Files.list(root)) {
      assertEquals(
          List.of(), all.filter(it -> it.getFileName().toString().startsWith("gander-")).toList());
    }
  }

  @Test
  void wavNeedsNoProgram() throws Exception {
    assertEquals(
        "sound.wav: RIFF",
        files().of(sound(SoundFormat.WAV, "RIFF"), Optional.empty(), SoundFilesTest::read));
    assertNothingLeft();
  }

  @Test
  void otherKindsAreConvertedAsWhatTheyAreSaidToBe() throws Exception {
    install(
        """
        while [ $# -gt 1 ]; do
          case $1 in -f) kind=$2 ;; -i) in=$2 ;; esac
          [ -n "$in" ] || first=$kind
          shift
        done
        echo "$first $(cat "$in")" >"$1"
        """);

    assertEquals(
        "heard.wav: webm noise\n",
        files().of(sound(SoundFormat.WEBM, "noise"), programs(), SoundFilesTest::read));
    assertNothingLeft();
  }

  @Test
  void withoutTheProgramOnlyWavIsSupported() {
    Optional<Programs> none =
        Optional.of(
            new Programs(
                ChildEnvironment.of(Map.of("PATH", root.toString(), "HOME", root.toString())),
                List.of(),
                root));

    // Where ffmpeg is in a usual place, it is found.
    if (Files.notExists(Path.of("/usr/local/bin/ffmpeg"))) {
      var refusal =
          assertThrows(
              UnsupportedSound.class,
              () -> files().of(sound(SoundFormat.MP3, "x"), none, SoundFilesTest::read));
      assertEquals(
          "Unsupported audio format: audio/mp3. Install ffmpeg, or send audio/wav: only that is"
              + " read without it",
          refusal.text());
    }
  }

  @Test
  void whatTheProgramRefusesIsBroken() throws Exception {
    install("echo 'opening' >&2; echo 'no such codec' >&2; exit 1\n");

    var refusal =
        assertThrows(
            InvalidInput.class,
            () -> files().of(sound(SoundFormat.MP4, "x"), programs(), SoundFilesTest::read));

    assertEquals("The audio is no audio/mp4: no such codec", refusal.text());
    assertNothingLeft();
  }

  @Test
  void aProgramThatHangsIsEnded() throws Exception {
    install("echo $$ >" + root.resolve("pid") + "; exec sleep 600\n");

    assertThrows(
        TranscriptionTooSlow.class,
        () ->
            files(Duration.ofSeconds(5))
                .of(sound(SoundFormat.MP4, "x"), programs(), SoundFilesTest::read));

    long pid = Long.parseLong(Files.readString(root.resolve("pid")).strip());
    assertTrue(ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    assertNothingLeft();
  }
}
