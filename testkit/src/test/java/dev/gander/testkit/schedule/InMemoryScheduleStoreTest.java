package dev.gander.testkit.schedule;

import dev.gander.domain.schedule.ScheduleStore;

class InMemoryScheduleStoreTest implements ScheduleStoreContract {
  private final ScheduleStore jobs = new InMemoryScheduleStore();

  @Override
  public ScheduleStore jobs() {
    return jobs;
  }
}
