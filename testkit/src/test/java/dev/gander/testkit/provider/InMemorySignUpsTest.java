package dev.gander.testkit.provider;

import dev.gander.domain.provider.signin.SignUp;
import dev.gander.domain.provider.signin.SignUps;

class InMemorySignUpsTest implements SignUpsContract {
  private final InMemorySignUps signUps =
      new InMemorySignUps(
          new SignUp("acme", "Acme", "large", "ACME_API_KEY"),
          new SignUp("other", "Other", "small", "OTHER_API_KEY"));

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
