package dev.gander.testkit.cluster;

import dev.gander.domain.cluster.OwnRows;
import java.util.List;
import java.util.Optional;

class InMemoryOwnRowsTest implements OwnRowsContract {
  private final OwnRows rows = new InMemoryOwnRows();

  @Override
  public OwnRows rows() {
    return rows;
  }

  @Override
  public long add(String name) {
    long next = rows.next("numbered", Optional.empty(), 100).size() + 40L;
    rows.put("numbered", List.of(OwnRowsContract.numbered(next, name)));
    return next;
  }
}
