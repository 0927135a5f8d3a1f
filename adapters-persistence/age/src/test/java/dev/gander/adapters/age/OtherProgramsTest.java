package dev.gander.adapters.age;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.keeping.Seals.Seal;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of the three other implementations (age in Go 1.1.1, rage 0.11 in Rust, age-encryption
/// 0.3.1 in TypeScript), and the program `age` where it is installed.
class OtherProgramsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "go-age.age",
        "go-age-two-recipients.age",
        "go-age-armoured.age",
        "rage.age",
        "typage.age"
      })
  void filesOfOtherProgramsAreOpened(String file) throws IOException {
    assertEquals(text("secrets.yaml"), new String(identity().open(vector(file)), UTF_8));
  }

  @Test
  void fileForOthersIsRefusedWithOurPublicKeyAndNothingElse() throws IOException {
    Seal seal = identity();
    byte[] forOthers = vector("go-age-for-others.age");
    InvalidInput failure = assertThrows(InvalidInput.class, () -> seal.open(forOthers));

    assertEquals(
        "age1dcys4jdht48u3ycv9tnrdd5dgmjzzdalhd4fl9g2ychwu0m3l3wskgt8md", seal.recipient());
    assertTrue(failure.text().contains(seal.recipient()), failure.text());
    assertFalse(failure.text().contains("AGE-SECRET-KEY"), failure.text());
  }

  @Test
  void programOpensOurFilesWithOurIdentitiesAndWeItsFiles() throws Exception {
    assumeTrue(isInstalled("age"), "the program age is not installed");
    String identity = new AgeSeals().newIdentity();
    Path key = Files.writeString(folder.resolve("key.txt"), identity);
    Seal seal = new AgeSeals().with(identity);
    Path ours = Files.write(folder.resolve("ours.age"), seal.seal("KEY: größe\n".getBytes(UTF_8)));
    Path plain = folder.resolve("plain.txt");

    run("age", "--decrypt", "-i", key.toString(), "-o", plain.toString(), ours.toString());
    assertEquals("KEY: größe\n", Files.readString(plain));

    Path theirs = folder.resolve("theirs.age");
    run("age", "-r", seal.recipient(), "-o", theirs.toString(), plain.toString());
    assertEquals("KEY: größe\n", new String(seal.open(Files.readAllBytes(theirs)), UTF_8));
  }

  private static Seal identity() throws IOException {
    return new AgeSeals().with(text("identity.txt"));
  }

  private static String text(String name) throws IOException {
    return new String(vector(name), UTF_8);
  }

  private static byte[] vector(String name) throws IOException {
    try (InputStream file = OtherProgramsTest.class.getResourceAsStream("/vectors/" + name)) {
      return file.readAllBytes();
    }
  }

  private void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(folder.resolve("output").toFile()))
            .start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("output")));
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
