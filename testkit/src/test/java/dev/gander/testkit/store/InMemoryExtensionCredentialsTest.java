package dev.gander.testkit.store;

import dev.gander.domain.extension.ExtensionCredentials;
import dev.gander.domain.extension.ExtensionCredentials.Owner;
import dev.gander.domain.json.JsonObject;

class InMemoryExtensionCredentialsTest implements ExtensionCredentialsContract {
  private final InMemoryExtensionCredentials credentials = new InMemoryExtensionCredentials();

  @Override
  public ExtensionCredentials credentials() {
    return credentials;
  }

  @Override
  public void keep(String extension, JsonObject stored) {
    credentials.keep(extension, stored);
  }

  @Override
  public void configure(Owner owner) {
    credentials.configure(owner);
  }

  @Override
  public void keepClient(String extension, JsonObject client) {
    credentials.keepClient(extension, client);
  }
}
