package dev.gander.testkit.schedule;

import dev.gander.domain.schedule.RunHistory;

class InMemoryRunHistoryTest implements RunHistoryContract {
  private final RunHistory history = new InMemoryRunHistory();

  @Override
  public RunHistory history() {
    return history;
  }
}
