package dev.gander.adapters.persistence.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.access.AuditEntry;
import dev.gander.domain.access.AuditLog;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.testkit.access.AuditLogContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAuditLogTest implements AuditLogContract {
  @TempDir Path root;
  private Path folder;
  private FileAuditLog log;

  @BeforeEach
  void open() {
    folder = root.resolve("gander");
    log = new FileAuditLog(folder);
  }

  @Override
  public AuditLog log() {
    return log;
  }

  @Override
  public List<AuditEntry> entries() {
    return new AuditCheck(folder).entries();
  }

  private static AuditEntry entry(String about) {
    return new AuditEntry(NOW, "key", "127.0.0.1", "reply", about, "200");
  }

  private void addThree() {
    Stream.of("a", "b", "c").map(FileAuditLogTest::entry).forEach(log::add);
  }

  private Path file() {
    return folder.resolve("audit.jsonl");
  }

  private AuditCheck.Finding check() {
    return new AuditCheck(folder).run();
  }

  @Test
  void anEmptyLogIsInOrder() {
    assertEquals(new AuditCheck.Finding(0, 0, "0".repeat(64), null), check());
  }

  @Test
  void eachLineCarriesTheHashOfTheOneBefore() throws IOException {
    addThree();

    List<String> lines = Files.readAllLines(file());
    assertTrue(
        lines.getFirst().endsWith("\"before\":\"" + "0".repeat(64) + "\"}"), lines::toString);
    assertTrue(
        lines.get(1).endsWith("\"before\":\"" + AuditLine.hash(lines.getFirst()) + "\"}"),
        lines::toString);
    assertEquals(new AuditCheck.Finding(1, 3, AuditLine.hash(lines.get(2)), null), check());
  }

  @Test
  void onlyItsOwnerCanReadIt() throws IOException {
    addThree();

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s/\"about\":\"b\"/\"about\":\"x\"/",
        "s/127.0.0.1/127.0.0.2/",
        "d2",
        "d1",
        "swap",
        "s/\"n\":2/\"n\":3/",
        "s/\\{\"n\":2.*/nonsense/",
        "twice"
      })
  void aChangeIsFound(String change) throws IOException {
    addThree();
    log.add(entry("d"));
    List<String> lines = new ArrayList<>(Files.readAllLines(file()));
    switch (change) {
      case "d2" -> lines.remove(1);
      case "d1" -> {
        lines.removeFirst();
        lines.set(0, lines.getFirst().replace("\"n\":2", "\"n\":1"));
      }
      case "swap" -> lines.add(1, lines.remove(2));
      case "twice" -> lines.add(2, lines.get(1));
      case String replacement -> {
        String[] parts = replacement.split("/", -1);
        lines.set(1, lines.get(1).replaceFirst(parts[1], parts[2]));
      }
    }
    Files.write(file(), lines);

    String problem = String.valueOf(check().problem());

    assertTrue(problem.startsWith(file() + ", line "), problem);
  }

  @Test
  void anotherProcessGoesOnWithTheChain() {
    addThree();
    new FileAuditLog(folder).add(entry("d"));
    log.add(entry("e"));

    assertEquals(5, check().last());
    assertNull(check().problem());
  }

  @Test
  void aTornLineIsCutOffAndTold() throws IOException {
    addThree();
    byte[] torn = "{\"n\":4,\"at\":\"20".getBytes(StandardCharsets.UTF_8);
    Files.write(file(), torn, StandardOpenOption.APPEND);

    new FileAuditLog(folder).add(entry("d"));

    AuditEntry told =
        new AuditEntry(
            NOW,
            "server",
            null,
            "audit_torn_line_removed",
            "15 bytes, SHA-256 " + AuditLine.hash(torn),
            "done");
    assertEquals(List.of(entry("a"), entry("b"), entry("c"), told, entry("d")), entries());
    assertNull(check().problem());
  }

  @Test
  void aTornFirstLineIsCutOff() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(file(), "{\"n\":1");

    log.add(entry("a"));

    assertEquals("audit_torn_line_removed", entries().getFirst().operation());
    assertEquals(entry("a"), entries().getLast());
    assertNull(check().problem());
  }

  @Test
  void theChainGoesOnInANewFile() throws IOException {
    FileAuditLog small = new FileAuditLog(folder, 500);
    for (int i = 0; i < 20; i++) {
      small.add(entry("" + i));
    }

    assertNull(check().problem());
    assertEquals(20, check().last());
    List<Path> files = new AuditFiles(folder).all();
    assertTrue(files.size() > 3, files::toString);
    assertEquals(folder.resolve("audit-000000000001.jsonl"), files.getFirst());

    Files.delete(files.getFirst());
    assertNull(check().problem(), "an operator may take the oldest away, and is told");
    assertTrue(check().first() > 1);
    Files.delete(files.get(2));
    assertTrue(String.valueOf(check().problem()).contains(" follows "), () -> check().problem());
  }

  @Test
  void anArchiveAndTheLogAreOneChain(@TempDir Path archive) throws IOException {
    FileAuditLog small = new FileAuditLog(folder, 500);
    for (int i = 0; i < 20; i++) {
      small.add(entry("" + i));
    }
    List<Path> files = new AuditFiles(folder).all();
    for (Path old : files.subList(0, 2)) {
      Files.move(old, archive.resolve(old.getFileName()));
    }
    Files.copy(files.get(2), archive.resolve(files.get(2).getFileName()));
    Files.copy(file(), archive.resolve(file().getFileName()));
    small.add(entry("later"));
    assertTrue(check().first() > 1);

    AuditCheck.Finding all = AuditCheck.withArchive(archive, folder).run();

    assertEquals(new AuditCheck.Finding(1, 21, check().hash(), null), all);
    Path oldest = archive.resolve(files.getFirst().getFileName());
    String text = Files.readString(oldest);
    Files.writeString(oldest, text.replaceFirst("\"outcome\":\"", "\"outcome\":\"x"));
    assertProblem("audit-000000000001.jsonl, line 2: ", archive);
    Files.writeString(oldest, text);
    Files.delete(archive.resolve(files.get(1).getFileName()));
    assertProblem(" follows ", archive);
    assertThrows(InvalidInput.class, () -> AuditCheck.withArchive(archive.resolve("no"), folder));
  }

  private void assertProblem(String expected, Path archive) {
    String problem = String.valueOf(AuditCheck.withArchive(archive, folder).run().problem());
    assertTrue(problem.contains(expected), problem);
  }

  @Test
  void aPageGoesAcrossFiles() throws IOException {
    FileAuditLog small = new FileAuditLog(folder, 300);
    for (int i = 1; i <= 10; i++) {
      small.add(entry("" + i));
    }
    assertTrue(new AuditFiles(folder).all().size() > 3);

    assertEquals(
        List.of("8", "7", "6", "5", "4"),
        log.latest(9, 5).stream().map(it -> it.entry().about()).toList());
    Files.writeString(file(), "nonsense\n", StandardOpenOption.APPEND);
    assertEquals(10, log.latest(Long.MAX_VALUE, 1).getFirst().number());
  }

  @Test
  void aServerThatWasKilledBetweenTwoFilesGoesOn() throws IOException {
    FileAuditLog small = new FileAuditLog(folder, 1);
    small.add(entry("a"));
    Files.move(file(), folder.resolve("audit-000000000001.jsonl"));

    new FileAuditLog(folder).add(entry("b"));

    assertEquals(List.of(entry("a"), entry("b")), entries());
    assertNull(check().problem());
  }

  @Test
  void aFileThatIsNoLogIsLeftAlone() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(file(), "my notes\n");

    assertThrows(StorageException.class, () -> log.add(entry("a")));

    assertEquals("my notes\n", Files.readString(file()));
    assertEquals(file() + ", line 1: not a line of the log", check().problem());
  }

  @Test
  void longValuesAreCut() {
    log.add(entry("x".repeat(1_000_000)));
    new FileAuditLog(folder).add(entry("b"));

    assertEquals("x".repeat(2000) + "…", entries().getFirst().about());
    assertNull(check().problem());
  }
}
