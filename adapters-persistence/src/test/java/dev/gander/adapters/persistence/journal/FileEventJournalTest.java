package dev.gander.adapters.persistence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.EventJournal.Limits;
import dev.gander.domain.turn.EventJournal.Reading;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.turn.EventJournalContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileEventJournalTest implements EventJournalContract {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final SessionId OTHER = new SessionId("20260304_2");

  @TempDir Path root;
  private final List<EventJournal> journals = new ArrayList<>();
  private SettableClock clock = SettableClock.at(Instant.now().toString());
  private Limits limits = new Limits(Duration.ofHours(1), 1_000_000);
  private int mostWaiting = 1000;
  private long largeSegment = 1000;

  @Override
  public EventJournal restarted() {
    return journal();
  }

  private FileEventJournal journal() {
    String name = "p" + journals.size();
    FileEventJournal journal =
        new FileEventJournal(
            root.resolve("events"),
            new JournaledSession.Setting(name, name::equals, mostWaiting, largeSegment),
            clock,
            limits);
    journals.add(journal);
    return journal;
  }

  @AfterEach
  void close() {
    journals.forEach(EventJournal::close);
  }

  private static Published words(long number, String text) {
    return new Published(
        number,
        "r",
        new MessageArrived(Message.assistant("m", 1, new Content.Text(text)), TokenState.UNKNOWN));
  }

  private static void turn(EventJournal journal, SessionId id, long from, long to) {
    journal.begin(id, "r", from - 1);
    for (long number = from; number <= to; number++) {
      journal.append(id, words(number, "word " + number));
    }
    journal.end(id, "r");
    journal.settle(id);
  }

  private static List<Long> numbers(EventJournal journal, SessionId id, long after) {
    List<Long> numbers = new ArrayList<>();
    try (Reading reading = journal.read(id, after)) {
      for (Optional<Published> next = reading.next(); next.isPresent(); next = reading.next()) {
        numbers.add(next.get().sequence());
      }
    }
    return numbers;
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void itIsWrittenWithoutBeingAskedTo() throws Exception {
    EventJournal journal = journal();
    journal.begin(ID, "r", 0);
    journal.append(ID, words(1, "x"));

    Eventually.holds(() -> journal().kept(ID).orElseThrow().newest() == 1);
  }

  @Test
  void aLineThatAKillCutOffIsNoEventWhereverItWasCut() throws Exception {
    EventJournal journal = journal();
    journal.begin(ID, "r", 0);
    journal.append(ID, words(1, "one"));
    journal.append(ID, words(2, "tw\u00f6"));
    journal.settle(ID);
    Path file = segments().getFirst();
    byte[] whole = Files.readAllBytes(file);
    int begin = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("{\"n\":2");

    for (int length = begin; length < whole.length - 1; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      FileEventJournal after = journal();
      assertEquals(List.of(1L), numbers(after, ID, 0), "cut at " + length);
      assertEquals(1, after.kept(ID).orElseThrow().newest(), "cut at " + length);
      after.begin(ID, "s", 5);
      after.append(ID, words(6, "six"));
      after.settle(ID);
      assertEquals(List.of(1L, 6L), numbers(after, ID, 0), "cut at " + length);
      after.end(ID, "s");
      after.settle(ID);
      Files.delete(segments().getLast());
    }
  }

  @Test
  void whatComesFasterThanItIsWrittenIsGivenUpAsAWhole() {
    mostWaiting = 10;
    EventJournal journal = journal();
    turn(journal, ID, 1, 5);
    journal.begin(ID, "r", 5);
    while (journal.kept(ID).isPresent()) {
      for (int i = 0; i < 1000; i++) {
        journal.append(ID, words(6 + i, "x"));
      }
    }
    journal.end(ID, "r");
    journal.settle(ID);
    assertEquals(Optional.empty(), journal.kept(ID));
    assertEquals(Optional.empty(), journal().kept(ID));

    turn(journal, ID, 2000, 2005);

    assertEquals(List.of(2004L, 2005L), numbers(journal, ID, 2003));
    assertTrue(!journal.kept(ID).orElseThrow().reaches(5));
  }

  @Test
  void aDiskThatTakesNothingLosesTheSessionAndNothingElse() throws Exception {
    EventJournal journal = journal();
    turn(journal, ID, 1, 5);
    turn(journal, OTHER, 1, 5);
    Path folder = segments().getFirst().getParent();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
    Files.createFile(folder);
    largeSegment = 0;

    EventJournal full = journal();
    turn(full, ID, 6, 7);

    assertEquals(Optional.empty(), full.kept(ID));
    assertEquals(List.of(4L, 5L), numbers(full, OTHER, 3));
    Files.delete(folder);
    turn(full, ID, 8, 9);
    assertEquals(List.of(8L, 9L), numbers(full, ID, 7));
  }

  /// A mistake of ours.
  @Test
  void anEventWithoutAFormLosesTheSessionAndNothingElse() {
    EventJournal journal = journal();
    turn(journal, OTHER, 1, 2);
    journal.begin(ID, "r", 0);
    journal.append(ID, words(1, "x"));
    journal.append(ID, new Published(2, "r", new TurnEvent.Notification("c", "m", null)));
    journal.append(ID, words(3, "y"));
    journal.settle(ID);

    assertEquals(Optional.empty(), journal.kept(ID));
    assertEquals(List.of(1L, 2L), numbers(journal, OTHER, 0));
    journal.end(ID, "r");
    turn(journal, ID, 4, 5);
    assertEquals(List.of(4L, 5L), numbers(journal, ID, 3));
  }

  private void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.from(clock.instant().minus(age)));
  }

  @Test
  void afterAnHourItIsDroppedUnlessATurnRuns() throws Exception {
    FileEventJournal journal = journal();
    turn(journal, ID, 1, 5);
    journal.begin(OTHER, "r", 0);
    journal.append(OTHER, words(1, "x"));
    journal.settle(OTHER);
    for (Path file : segments()) {
      age(file, Duration.ofMinutes(59));
    }
    journal.sweep();
    assertEquals(2, segments().size());
    for (Path file : segments()) {
      age(file, Duration.ofMinutes(61));
    }

    journal.sweep();

    assertEquals(Optional.empty(), journal.kept(ID));
    assertEquals(List.of(1L), numbers(journal, OTHER, 0));
    turn(journal, ID, 6, 7);
    assertEquals(List.of(6L, 7L), numbers(journal, ID, 5));
  }

  @Test
  void anotherServerDropsWhatIsOldEvenIfItKnowsNothingOfTheSession() throws Exception {
    turn(journal(), ID, 1, 5);
    age(segments().getFirst(), Duration.ofMinutes(61));

    journal().sweep();

    assertEquals(List.of(), segments());
  }

  @Test
  void theOldestGoWhenThereIsNoMoreRoomAndTheRestHasNoGap() throws Exception {
    FileEventJournal journal = journal();
    for (int turn = 0; turn < 6; turn++) {
      turn(journal, ID, turn * 100 + 1, turn * 100 + 100);
    }
    List<Path> all = segments();
    assertEquals(6, all.size());
    for (int i = 0; i < all.size(); i++) {
      age(all.get(i), Duration.ofMinutes(30 - i));
    }
    limits = new Limits(Duration.ofHours(1), Files.size(all.getFirst()) * 3);

    FileEventJournal small = journal();
    small.sweep();

    assertTrue(segments().size() < 4, () -> "still there: " + all.size());
    long after = small.kept(ID).orElseThrow().after();
    assertEquals(
        Stream.iterate(after + 1, i -> i <= 600, i -> i + 1).toList(), numbers(small, ID, after));
  }

  @Test
  void aTurnThatNeedsAllTheRoomIsGivenUpAndTheNextOneIsKept() {
    limits = new Limits(Duration.ofHours(1), 2000);
    FileEventJournal journal = journal();
    journal.begin(ID, "r", 0);
    for (int i = 1; i <= 100; i++) {
      journal.append(ID, words(i, "word " + i));
    }
    journal.settle(ID);

    journal.sweep();
    journal.append(ID, words(101, "x"));
    journal.settle(ID);
    assertEquals(Optional.empty(), journal.kept(ID));
    journal.end(ID, "r");
    turn(journal, ID, 102, 103);

    assertEquals(List.of(102L, 103L), numbers(journal, ID, 101));
  }

  /// Each would cost a descriptor for an hour, and time in each child process.
  @Test
  void noFileIsOpenBetweenTurns() throws Exception {
    assumeTrue(Files.isDirectory(DESCRIPTORS), "needs " + DESCRIPTORS);
    EventJournal journal = journal();
    journal.begin(ID, "running", 0);
    journal.append(ID, words(1, "still"));
    journal.settle(ID);
    turn(journal, OTHER, 1, 3);
    turn(journal, OTHER, 4, 6);
    assertEquals(1, openFiles());
    journal.end(ID, "running");
    journal.settle(ID);
    assertEquals(0, openFiles());
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), numbers(journal, OTHER, 0));
  }

  private long openFiles() throws IOException {
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return open.filter(this::isOfAJournal).count();
    }
  }

  /// Folders are open while the journal looks for old files.
  private boolean isOfAJournal(Path descriptor) {
    try {
      Path file = Files.readSymbolicLink(descriptor);
      return file.startsWith(root.toRealPath()) && file.toString().endsWith(".jsonl");
    } catch (IOException _) {
      // Closed meanwhile by another test of this process.
      return false;
    }
  }

  @Test
  void aFileThatWasDroppedByAnotherServerBetweenTurnsIsBegunAnew() throws Exception {
    EventJournal journal = journal();
    turn(journal, ID, 1, 3);
    for (Path file : segments()) {
      Files.delete(file);
    }
    turn(journal, ID, 4, 6);
    assertEquals(List.of(4L, 5L, 6L), numbers(journal, ID, 3));
    assertEquals(3, journal.kept(ID).orElseThrow().after(), "what is gone is not promised");
  }

  @Test
  void aFileThatIsNoneOfOursIsLeftAlone() throws Exception {
    turn(journal(), ID, 1, 2);
    Path own = segments().getFirst();
    Path foreign = Files.writeString(own.resolveSibling("notes.txt"), "mine");
    Files.writeString(own, "{\"n\":what\nnonsense\n\n", StandardOpenOption.APPEND);
    FileEventJournal journal = journal();

    assertEquals(List.of(1L, 2L), numbers(journal, ID, 0));
    journal.forget(ID);

    assertEquals(List.of(foreign), segments());
  }
}
