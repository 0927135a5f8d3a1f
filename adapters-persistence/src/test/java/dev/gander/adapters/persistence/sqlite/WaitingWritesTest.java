package dev.gander.adapters.persistence.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.KnownSql;
import dev.gander.domain.error.InvalidInput;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingWritesTest {
  private final Handle handle =
      SqliteConnections.open(
          () -> DriverManager.getConnection("jdbc:sqlite::memory:"), new KnownSql());
  private final RecordingTransactor transactor = new RecordingTransactor();
  private final WaitingWrites<String> writes = new WaitingWrites<>(transactor);

  @BeforeEach
  void makeTable() {
    handle.execute("CREATE TABLE words (word TEXT)");
  }

  @AfterEach
  void close() {
    handle.close();
  }

  @Test
  void whatWaitsTogetherIsCommittedTogether() throws Exception {
    Future<Integer> hello = writes.add(true, word("hello"));
    Future<Integer> world = writes.add(true, word("world"));
    assertFalse(hello.isDone());

    writes.run();

    assertEquals(1, hello.get());
    assertEquals(1, world.get());
    assertEquals(List.of("hello", "world"), words());
    assertEquals(List.of(true), transactor.durable);
  }

  @Test
  void nobodyFailsForTheSakeOfAnother() throws Exception {
    InvalidInput refusal = new InvalidInput("not this word");
    Future<Integer> hello = writes.add(true, word("hello"));
    Future<Integer> refused = writes.add(true, refuse(refusal));
    Future<Integer> world = writes.add(true, word("world"));

    writes.run();

    assertEquals(1, hello.get());
    assertEquals(1, world.get());
    assertSame(refusal, assertThrows(ExecutionException.class, refused::get).getCause());
    assertEquals(List.of("hello", "world"), words());
  }

  @Test
  void nobodyWaitsForEverBecauseOfAnErrorOfTheJvm() throws Exception {
    Error broken = new StackOverflowError("on purpose");
    Future<Integer> hello = writes.add(true, word("hello"));
    Future<Integer> failed =
        writes.add(
            true,
            (_, _) -> {
              throw broken;
            });

    writes.run();

    assertEquals(1, hello.get());
    assertSame(broken, assertThrows(ExecutionException.class, failed::get).getCause());
    assertEquals(List.of("hello"), words());
  }

  @Test
  void oneThatWaitsForTheDiskMakesAllWait() throws Exception {
    Future<Integer> soon = writes.add(false, word("hello"));
    Future<Integer> durable = writes.add(true, word("world"));
    writes.run();
    Future<Integer> alone = writes.add(false, word("again"));
    writes.run();

    assertEquals(3, soon.get() + durable.get() + alone.get());
    assertEquals(List.of(true, false), transactor.durable);
  }

  @Test
  void aFailedCommitIsToldToAll() {
    Future<Integer> hello = writes.add(true, word("hello"));
    Future<Integer> world = writes.add(true, word("world"));
    transactor.failure = new SQLException("disk full");

    writes.run();

    assertSame(transactor.failure, assertThrows(ExecutionException.class, hello::get).getCause());
    assertSame(transactor.failure, assertThrows(ExecutionException.class, world::get).getCause());
    assertEquals(List.of(), words());
  }

  @Test
  void aLongQueueIsDoneInParts() throws Exception {
    List<Future<Integer>> all =
        IntStream.range(0, 100).mapToObj(i -> writes.add(true, word("w" + i))).toList();

    for (int i = 0; i < all.size(); i++) {
      writes.run(); // as the database does it: once for each
    }

    for (Future<Integer> one : all) {
      assertEquals(1, one.get());
    }
    assertEquals(100, words().size());
    assertEquals(4, transactor.durable.size());
  }

  private static SqliteDatabase.Work<String, Integer> word(String word) {
    return (handle, _) -> handle.execute("INSERT INTO words VALUES (?)", word);
  }

  private static SqliteDatabase.Work<String, Integer> refuse(InvalidInput refusal) {
    return (handle, _) -> {
      handle.execute("INSERT INTO words VALUES ('refused')");
      throw refusal;
    };
  }

  private List<String> words() {
    return handle.createQuery("SELECT word FROM words").mapTo(String.class).list();
  }

  /// Runs work as the database does, and says of each transaction whether it was to be durable.
  private final class RecordingTransactor implements WaitingWrites.Transactor<String> {
    final List<Boolean> durable = new ArrayList<>();
    @Nullable SQLException failure;

    @Override
    public <T extends @Nullable Object> T run(boolean durable, SqliteDatabase.Work<String, T> work)
        throws Exception {
      this.durable.add(durable);
      Transactions.begin(handle);
      boolean good = false;
      try {
        T result = work.on(handle, "schema");
        if (failure != null) {
          throw failure;
        }
        Transactions.commit(handle);
        good = true;
        return result;
      } finally {
        if (!good) {
          Transactions.rollback(handle);
        }
      }
    }
  }
}
