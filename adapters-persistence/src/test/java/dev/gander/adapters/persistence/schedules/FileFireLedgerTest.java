package dev.gander.adapters.persistence.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.domain.schedule.FireLedger;
import dev.gander.testkit.schedule.FireLedgerContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileFireLedgerTest implements FireLedgerContract {
  @TempDir Path folder;
  private final Set<String> dead = ConcurrentHashMap.newKeySet();
  private FireLedger ledger;
  private FireLedger other;

  @BeforeEach
  void open() {
    ledger = server("p1s10");
    other = server("p2s10");
  }

  private FireLedger server(String name) {
    return new FileFireLedger(folder.resolve("ours"), name, process -> !dead.contains(process));
  }

  @Override
  public FireLedger ledger() {
    return ledger;
  }

  @Override
  public FireLedger ofAnotherServer() {
    return other;
  }

  @Override
  public String server() {
    return "p1s10";
  }

  @Override
  public void die() {
    dead.add("p1s10");
  }

  @Test
  void claimOfADeadProcessIsTakenOver() {
    ledger.claim(JOB, NINE);
    die();

    assertFalse(other.isClaimed(JOB));
    assertEquals(new FireLedger.Claim.Granted("p1s10"), other.claim(JOB, TEN));

    ledger.release(JOB);
    assertEquals(new FireLedger.Claim.Running(), server("p3s10").claim(JOB));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{\"a\": 1}", "{\"a\": {\"settled\": \"soon\"}}", ""})
  void damagedFileIsBegunAnew(String content) throws IOException {
    Files.createDirectories(folder.resolve("ours"));
    Files.writeString(folder.resolve("ours/fires.json"), content);

    assertEquals(Map.of(), ledger.settled());
    assertEquals(new FireLedger.Claim.Granted(null), ledger.claim(JOB, NINE));
    assertEquals(new FireLedger.Claim.Settled(), other.claim(JOB, NINE));
  }
}
