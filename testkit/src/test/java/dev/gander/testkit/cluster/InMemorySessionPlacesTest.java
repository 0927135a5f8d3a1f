package dev.gander.testkit.cluster;

import dev.gander.domain.cluster.SessionPlaces;
import dev.gander.domain.session.SessionId;

class InMemorySessionPlacesTest implements SessionPlacesContract {
  private final InMemorySessionPlaces.Rows rows = new InMemorySessionPlaces.Rows();

  @Override
  public SessionPlaces places(String node) {
    return new InMemorySessionPlaces(rows, node);
  }

  @Override
  public void play(String node, SessionId session) {
    rows.begin(node, session);
  }
}
