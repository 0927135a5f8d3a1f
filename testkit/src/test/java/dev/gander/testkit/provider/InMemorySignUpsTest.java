package dev.gander.testkit.provider;

import dev.gander.domain.provider.signin.SignUps;

class InMemorySignUpsTest implements SignUpsContract {
  private final InMemorySignUps signUps = new InMemorySignUps();

  @Override
  public SignUps giving(String key) {
    signUps.give(key);
    return signUps;
  }

  @Override
  public SignUps refusing() {
    signUps.refuse();
    return signUps;
  }

  @Override
  public SignUps forgotten() {
    return signUps;
  }
}
