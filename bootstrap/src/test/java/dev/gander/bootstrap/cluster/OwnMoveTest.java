package dev.gander.bootstrap.cluster;

import static dev.gander.testkit.cluster.OwnRowsContract.numbered;
import static dev.gander.testkit.cluster.OwnRowsContract.pair;
import static dev.gander.testkit.cluster.OwnRowsContract.single;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.cluster.OwnRows;
import dev.gander.domain.cluster.OwnRows.OwnRow;
import dev.gander.testkit.cluster.InMemoryOwnRows;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OwnMoveTest {
  private final OwnRows from = new InMemoryOwnRows();
  private final OwnRows to = new InMemoryOwnRows();

  private static List<OwnRow> all(OwnRows rows, String table) {
    return rows.next(table, Optional.empty(), 10_000);
  }

  private MoveOutcome run(boolean isReplacing) throws InterruptedException {
    return new OwnMove(from, to, isReplacing).run();
  }

  @Test
  void everyRowIsThereAfterwardsAndStillHere() throws InterruptedException {
    from.put(
        "numbered", LongStream.range(0, 1700).mapToObj(i -> numbered(i * 3, "n" + i)).toList());
    from.put("pairs", List.of(pair("a", 1, 1), pair("a", 2, 1)));
    from.put("single", List.of(single(9)));

    MoveOutcome first = run(false);
    MoveOutcome second = run(false);

    for (String table : from.tables()) {
      assertEquals(all(from, table), all(to, table));
    }
    assertEquals(1700, all(from, "numbered").size());
    assertEquals(new MoveOutcome(first.kind(), 1703, 0, List.of()), first);
    assertEquals(new MoveOutcome(first.kind(), 0, 1703, List.of()), second);
  }

  @Test
  void whatIsThereOtherwiseStaysAndIsNamed() throws InterruptedException {
    from.put("pairs", List.of(pair("a", 1, 1), pair("b", 2, 1)));
    from.put("numbered", List.of(numbered(1, "x")));
    from.put("single", List.of(single(3)));
    to.put("pairs", List.of(pair("b", 2, 7), pair("c", 3, 1)));
    to.put("numbered", List.of(numbered(2, "x")));
    to.put("single", List.of(single(8)));

    MoveOutcome outcome = run(false);

    assertEquals(List.of("numbered 1", "pairs b/2", "single"), outcome.kept());
    assertEquals(List.of(pair("a", 1, 1), pair("b", 2, 7), pair("c", 3, 1)), all(to, "pairs"));
    assertEquals(List.of(single(8)), all(to, "single"));
  }

  @Test
  void replacingMakesBothTheSame() throws InterruptedException {
    from.put("pairs", List.of(pair("b", 2, 1)));
    from.put("numbered", List.of(numbered(1, "x")));
    to.put("pairs", List.of(pair("b", 2, 7), pair("c", 3, 1)));
    to.put("numbered", List.of(numbered(2, "x")));
    to.put("single", List.of(single(8)));

    assertEquals(List.of(), run(true).kept());

    for (String table : from.tables()) {
      assertEquals(all(from, table), all(to, table));
    }
    assertEquals(List.of(pair("b", 2, 1)), all(to, "pairs"));
  }

  @Test
  void anInterruptEndsItBetweenTwoSteps() {
    from.put("pairs", List.of(pair("b", 2, 1)));
    Thread.currentThread().interrupt();

    assertThrows(InterruptedException.class, () -> run(false));
  }
}
