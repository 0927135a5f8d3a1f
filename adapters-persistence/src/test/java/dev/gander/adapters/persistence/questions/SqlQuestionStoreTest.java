package dev.gander.adapters.persistence.questions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionAnswer;
import dev.gander.domain.turn.QuestionStore;
import dev.gander.testkit.turn.QuestionStoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlQuestionStoreTest implements QuestionStoreContract {
  private static final QuestionAnswer ALLOWED =
      new QuestionAnswer.Confirmation(ConfirmationAction.ALLOW_ONCE);

  @TempDir Path folder;
  private final Set<String> alive = new HashSet<>(Set.of("one", "two"));
  private OwnDatabase database;

  @BeforeEach
  void open() {
    database = new OwnDatabase(folder.resolve("gander.db"), List.of(SqlQuestionStore.TABLES));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public QuestionStore store() {
    return server("one");
  }

  private QuestionStore server(String name) {
    return new SqlQuestionStore(database, name, alive::contains);
  }

  @Test
  void whoOnlyAsksMakesNoFile() {
    QuestionStore store = store();
    store.of(ONE);
    store.open(null, 1);
    store.answer("a", ALLOWED);
    store.remove(List.of("a"));

    assertFalse(Files.exists(folder.resolve("gander.db")));
  }

  @Test
  void aQuestionOfARunningServerIsItsOwnAndOneOfADeadServerIsEverybodys() {
    AskedQuestion question = QuestionStoreContract.question("a", ONE, EARLY);
    server("one").keep(question);
    QuestionStore other = server("two");
    assertEquals(List.of(), other.open(null, 10));
    assertEquals(List.of(), other.of(ONE));
    assertEquals(List.of(), other.sessions());
    assertEquals(Optional.empty(), other.find("a"));
    assertFalse(other.answer("a", ALLOWED));

    alive.remove("one");
    QuestionStore next = server("three");
    alive.add("three");

    assertEquals(List.of(question), next.open(null, 10));
    assertEquals(List.of(question), next.of(ONE));
    assertTrue(next.answer("a", ALLOWED));
    assertEquals(List.of(), other.sessions());
    assertFalse(other.answer("a", ALLOWED));
  }

  @Test
  void aServerThatAsksAgainTakesTheQuestionOver() {
    AskedQuestion question = QuestionStoreContract.question("a", ONE, EARLY);
    server("one").keep(question);
    alive.remove("one");

    server("two").keep(question);

    alive.add("three");
    assertEquals(List.of(), server("three").open(null, 10));
    assertEquals(List.of(question), server("two").open(null, 10));
  }
}
