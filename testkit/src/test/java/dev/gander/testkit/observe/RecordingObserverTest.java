package dev.gander.testkit.observe;

import dev.gander.domain.observe.Observer;

class RecordingObserverTest implements ObserverContract {
  private final Observer observer = new RecordingObserver();

  @Override
  public Observer observer() {
    return observer;
  }
}
