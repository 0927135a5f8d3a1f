package dev.gander.testkit.cluster;

import dev.gander.domain.cluster.SharedQuestions;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.QuestionAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The questions of the nodes of one process.
public final class InMemorySharedQuestions implements SharedQuestions {
  private final Rows rows;
  private final String node;

  /// What the nodes share.
  public static final class Rows {
    private record Row(
        long number, String node, @Nullable String claimer, @Nullable QuestionAnswer answer) {}

    private final InMemoryLeaseTable.Rows leases;
    private final Map<QuestionKey, Row> questions = new HashMap<>();
    private final List<Consumer<Optional<SessionId>>> listeners = new ArrayList<>();
    private long last;

    public Rows(InMemoryLeaseTable.Rows leases) {
      this.leases = leases;
    }

    private Optional<QuestionKey> key(long number) {
      return questions.entrySet().stream()
          .filter(entry -> entry.getValue().number() == number)
          .map(Map.Entry::getKey)
          .findFirst();
    }

    private boolean isClaimed(Row row) {
      return row.claimer() != null && leases.isAlive(row.claimer());
    }

    private Standing standing(Row row) {
      if (row.answer() != null) {
        return Standing.ANSWERED;
      }
      return isClaimed(row) ? Standing.CLAIMED : Standing.OPEN;
    }

    private Optional<Row> alive(QuestionKey key) {
      return Optional.ofNullable(questions.get(key)).filter(row -> leases.isAlive(row.node()));
    }
  }

  public InMemorySharedQuestions(Rows rows, String node) {
    this.rows = rows;
    this.node = node;
  }

  @Override
  public long open(QuestionKey key) {
    synchronized (rows) {
      rows.questions.put(key, new Rows.Row(++rows.last, node, null, null));
      return rows.last;
    }
  }

  @Override
  public Standing standing(QuestionKey key) {
    synchronized (rows) {
      return rows.alive(key).map(rows::standing).orElse(Standing.GONE);
    }
  }

  @Override
  public Optional<Long> claim(QuestionKey key) {
    Optional<Long> claimed;
    synchronized (rows) {
      claimed =
          rows.alive(key).filter(row -> rows.standing(row) == Standing.OPEN).map(Rows.Row::number);
      claimed.ifPresent(
          number ->
              rows.questions.computeIfPresent(
                  key, (_, row) -> new Rows.Row(number, row.node(), node, null)));
    }
    claimed.ifPresent(_ -> tell(key));
    return claimed;
  }

  private void tell(QuestionKey key) {
    List<Consumer<Optional<SessionId>>> told;
    synchronized (rows) {
      told = List.copyOf(rows.listeners);
    }
    told.forEach(then -> then.accept(Optional.of(key.session())));
  }

  @Override
  public void answer(long question, QuestionAnswer answer) {
    Optional<QuestionKey> key;
    synchronized (rows) {
      key = rows.key(question);
      key.ifPresent(
          it ->
              rows.questions.computeIfPresent(
                  it,
                  (_, row) ->
                      row.answer() == null && node.equals(row.claimer())
                          ? new Rows.Row(question, row.node(), node, answer)
                          : row));
    }
    key.ifPresent(this::tell);
  }

  @Override
  public Optional<QuestionAnswer> heard(long question) {
    synchronized (rows) {
      return rows.key(question).map(rows.questions::get).map(Rows.Row::answer);
    }
  }

  @Override
  public void close(long question) {
    Optional<QuestionKey> key;
    synchronized (rows) {
      key = rows.key(question);
      key.ifPresent(rows.questions::remove);
    }
    key.ifPresent(this::tell);
  }

  @Override
  public void onChange(Consumer<Optional<SessionId>> then) {
    synchronized (rows) {
      rows.listeners.add(then);
    }
  }
}
