package dev.gander.application.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.access.Caller;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.budget.UsageEntry;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.ProviderException.BudgetSpent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.speech.Sound;
import dev.gander.domain.speech.SoundFormat;
import dev.gander.domain.speech.TranscriberNotConfigured;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.speech.ScriptedTranscriber;
import dev.gander.testkit.store.InMemorySessionStore;
import dev.gander.testkit.store.InMemorySettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeteredTranscriberTest {
  private static final Sound SOUND = new Sound(new byte[9], "audio/wav", SoundFormat.WAV);
  private static final KeyId BOT = new KeyId("key_bot");

  private final InMemorySettings settings = new InMemorySettings();
  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  private final Purse purse =
      new Purse(new InMemorySessionStore(clock), settings, (_, _) -> Optional.empty(), clock);
  private final ScriptedTranscriber service = new ScriptedTranscriber("openai").hears("yes");
  private final MeteredTranscriber transcriber = new MeteredTranscriber(service, purse.budgets);

  private String asBot() throws InterruptedException {
    return CurrentCaller.call(Caller.owning(BOT), () -> transcriber.transcribe(SOUND));
  }

  private void allow(String scope, int calls) {
    settings.put(
        "GANDER_BUDGETS", JsonObject.of(scope, JsonObject.of("model_calls", Json.of(calls))));
  }

  @Test
  void itIsACallOfItsModelByWhoeverAsked() throws InterruptedException {
    assertEquals("yes", asBot());

    UsageEntry entry = purse.ledger.entries().getFirst();
    assertEquals(BOT, entry.payer().key());
    assertEquals("dictation", entry.call().purpose().wireName());
    assertEquals(List.of("openai", "ear"), List.of(entry.call().provider(), entry.call().model()));
    assertEquals(1, entry.spending().modelCalls());
    assertEquals(null, entry.call().nanoDollars());
  }

  @Test
  void aSpentBudgetOfTheDayOrTheKeyRefusesIt() throws InterruptedException {
    for (String scope : List.of("day", "key")) {
      allow(scope, purse.ledger.entries().size() + 1);
      asBot();

      BudgetSpent spent = assertThrows(BudgetSpent.class, this::asBot);

      assertTrue(spent.text().contains(scope), spent.text());
      assertEquals(purse.ledger.entries().size(), service.heard().size());
      settings.remove("GANDER_BUDGETS");
    }
  }

  @Test
  void aCallThatFailsCountsAndOneThatNobodyGotDoesNot() throws InterruptedException {
    allow("day", 1);
    service.hears(
        _ -> {
          throw new TranscriberNotConfigured("no key");
        });
    assertThrows(TranscriberNotConfigured.class, this::asBot);
    assertThrows(TranscriberNotConfigured.class, this::asBot);
    assertEquals(List.of(), purse.ledger.entries());
    service.hears(
        _ -> {
          throw new ProviderException.RateLimited("slowly", null);
        });

    assertThrows(ProviderException.RateLimited.class, this::asBot);

    assertThrows(BudgetSpent.class, this::asBot);
    assertFalse(purse.ledger.entries().isEmpty());
  }

  @Test
  void aModelWithoutAPriceIsRefusedIfSuchAre() throws InterruptedException {
    settings.put("GANDER_UNPRICED_MODELS", Json.of("refuse"));
    assertThrows(BudgetSpent.class, this::asBot);
    assertEquals(List.of(), service.heard());

    JsonObject free =
        JsonObject.builder().put("input", Json.of(0)).put("output", Json.of(0)).build();
    settings.put("GANDER_PRICES", JsonObject.of("openai/ear", free));

    assertEquals("yes", asBot());
    assertEquals(0, purse.ledger.entries().getFirst().call().nanoDollars());
  }
}
