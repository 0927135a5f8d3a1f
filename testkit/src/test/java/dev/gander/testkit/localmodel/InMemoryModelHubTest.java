package dev.gander.testkit.localmodel;

import dev.gander.domain.localmodel.HubFile;
import dev.gander.domain.localmodel.ModelHub;
import java.util.List;

class InMemoryModelHubTest implements ModelHubContract {
  private final InMemoryModelHub hub = new InMemoryModelHub();

  @Override
  public ModelHub hub() {
    return hub;
  }

  @Override
  public void offer(String repository, long downloads, List<HubFile> files) {
    hub.add(repository, downloads, files);
  }
}
