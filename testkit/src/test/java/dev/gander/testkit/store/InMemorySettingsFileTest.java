package dev.gander.testkit.store;

import dev.gander.domain.config.SettingsFile;
import dev.gander.domain.json.JsonObject;

class InMemorySettingsFileTest implements SettingsFileContract {
  private final InMemorySettingsFile file = new InMemorySettingsFile();

  @Override
  public SettingsFile file() {
    return file;
  }

  @Override
  public void say(JsonObject content) {
    file.say(content);
  }

  @Override
  public void breakIt() {
    file.breakIt();
  }

  @Override
  public void offerTemplate(JsonObject content) {
    file.offerTemplate(content);
  }
}
