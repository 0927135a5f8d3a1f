package dev.gander.testkit.turn;

import dev.gander.domain.turn.Workplace;
import dev.gander.domain.turn.Workplace.Ability;

class ScriptedWorkplaceTest implements WorkplaceContract {
  private final ScriptedWorkplace workplace =
      new ScriptedWorkplace(Ability.values())
          .file("/w/a", "one\ntwo\nthree\n")
          .command("hello", "hi", 3)
          .command("stay", "hm", null);

  @Override
  public Workplace workplace() {
    return workplace;
  }

  @Override
  public Workplace.Work work() {
    return new Workplace.Work("c1", WorkplaceContract.progress());
  }
}
