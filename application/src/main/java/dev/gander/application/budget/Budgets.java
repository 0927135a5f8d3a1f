package dev.gander.application.budget;

import dev.gander.application.budget.Accounts.Line;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.budget.BudgetScope;
import dev.gander.domain.budget.BudgetTexts;
import dev.gander.domain.budget.Measure;
import dev.gander.domain.budget.Payer;
import dev.gander.domain.budget.SessionLimits;
import dev.gander.domain.budget.Spending;
import dev.gander.domain.budget.SpendingLedger;
import dev.gander.domain.budget.SpendingLimits;
import dev.gander.domain.budget.Standing;
import dev.gander.domain.budget.UsageEntry;
import dev.gander.domain.budget.UsageEntry.ModelCall;
import dev.gander.domain.error.ProviderException.BudgetSpent;
import dev.gander.domain.json.Json;
import dev.gander.domain.message.TokenCounter;
import dev.gander.domain.model.CallPurpose;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Asked before each model call, and told afterwards what it used. Without budgets it only records.
/// Thread-safe.
public final class Budgets {
  private static final System.Logger LOG = System.getLogger(Budgets.class.getName());

  /// A guess may be wrong by this factor. Whatever has room for that much is not counted.
  private static final long ROOM = 4;

  private static final double MOST_DOLLARS = 10_000;

  private final Parts parts;
  private final TextSize sizes;
  private final Payers payers;
  private final Accounts accounts;
  private final PayingAccounts paying;
  private final BudgetTexts texts;
  private volatile Consumer<SpentBudget> watch = _ -> {};
  private final Map<SessionId, TurnTab> turns = new ConcurrentHashMap<>();
  private final Map<SessionId, Charged> delegated = new ConcurrentHashMap<>();

  /// What budgets need.
  ///
  /// @param json writes a value as text
  /// @param nanos measures time, as [System#nanoTime()] does
  public record Parts(
      SpendingLedger ledger,
      SessionLimits limits,
      BudgetSettings settings,
      ModelCatalog catalog,
      TokenCounter counter,
      SessionStore sessions,
      Function<Json, String> json,
      Clock clock,
      LongSupplier nanos) {}

  /// Something that holds until it is closed.
  public interface Held extends AutoCloseable {
    @Override
    void close();
  }

  public Budgets(Parts parts) {
    this.parts = parts;
    this.sizes = new TextSize(parts.json());
    this.payers = new Payers(parts.sessions());
    this.accounts = new Accounts(parts.ledger(), LocalDate.now(parts.clock()));
    this.paying = new PayingAccounts(parts.settings(), parts.limits(), accounts, parts.clock());
    this.texts = new BudgetTexts(parts.clock().getZone());
  }

  /// Who hears of each budget that is spent, once; must be quick. Set before the first turn.
  public void watch(Consumer<SpentBudget> changed) {
    watch = changed;
  }

  /// A turn begins. It ends when the result is closed.
  public TurnTab begin(Session session) {
    @Nullable Charged parent = delegated.get(session.id());
    Payer payer =
        parent == null
            ? paying.asJob(session.id(), payers.of(session, paying.run(session.id()).orElse(null)))
            : parent.payer().orWithRecipe(Payers.recipe(session));
    TurnTab tab =
        new TurnTab(this, session.id(), payer, parent == null ? null : parent.tab(), parts.nanos());
    turns.put(session.id(), tab);
    return tab;
  }

  /// A sub-agent's session is paid by the one that delegated, and its turn by that one's turn.
  public Held delegate(SessionId child, SessionId parent) {
    delegated.put(child, charged(parent));
    return () -> delegated.remove(child);
  }

  /// The turns of a session that begin from now on belong to a run.
  public Held run(SessionId session, String run, SpendingLimits limits) {
    return paying.run(session, run, limits);
  }

  /// The turns of a session that begin from now on belong to a job and follow its recipe, which the
  /// session itself does not tell before they end.
  ///
  /// @param recipe its title; null if it has none
  public Held job(SessionId session, String job, @Nullable String recipe) {
    return paying.job(session, job, recipe);
  }

  private Charged charged(SessionId session) {
    @Nullable TurnTab tab = turns.get(session);
    return tab == null ? new Charged(payers.of(session), null) : new Charged(tab.payer(), tab);
  }

  /// Reserves what a request sends.
  ///
  /// @throws BudgetSpent if a budget does not allow it, or nobody can know whether it does
  OpenCall admit(Provider provider, ProviderRequest request) throws InterruptedException {
    Charged to = charged(new SessionId(request.sessionId()));
    try {
      return admit(provider, request, to);
    } catch (BudgetSpent e) {
      if (to.tab() != null && request.workContext() != null) {
        to.tab().spent();
      }
      throw e;
    }
  }

  private OpenCall admit(Provider provider, ProviderRequest request, Charged to)
      throws InterruptedException {
    refuseUnclear();
    refuseUnpriced(provider.name(), request.model().modelName());
    List<Line> lines = paying.of(to);
    Spending reserved = Spending.NONE;
    @Nullable Long guess = null;
    if (!lines.isEmpty()) {
      passTime(to, lines);
      guess = dependsOnSize(lines) ? sizes.guess(request) : null;
      reserved = reserve(provider.name(), request, to.payer(), lines, guess == null ? 0 : guess);
    }
    if (to.tab() != null) {
      to.tab().called();
    }
    return new OpenCall(
        this,
        to,
        request,
        new OpenCall.Sent(provider.name(), provider.isAgent(), lines, reserved, guess),
        new TextSize.Answer());
  }

  /// Admits a call of a model outside of sessions that is not counted in tokens, for whoever asks.
  ///
  /// @throws BudgetSpent if a budget does not allow it, or nobody can know whether it does
  TokenlessCall admit(String provider, String model, CallPurpose purpose) {
    refuseUnclear();
    refuseUnpriced(provider, model);
    Charged to = new Charged(payers.ofCaller(), null);
    List<Line> lines = paying.of(to);
    Optional<Standing> spent =
        accounts.reserve(lines, TokenlessCall.SPENDING, TokenlessCall.SPENDING);
    if (spent.isPresent()) {
      throw refused(to.payer(), lines, spent.get(), TokenlessCall.SPENDING);
    }
    TokenUsage none = TokenUsage.of(0L, 0L, null);
    Long cost = price(provider, model, none).orElse(null);
    return new TokenlessCall(
        this, to, lines, new ModelCall(provider, model, purpose, none, cost, false));
  }

  void settle(TokenlessCall call) {
    settle(call.to(), call.lines(), TokenlessCall.SPENDING, call.call());
  }

  void release(TokenlessCall call) {
    tell(call.to(), accounts.settle(call.lines(), TokenlessCall.SPENDING, Spending.NONE));
  }

  private void refuseUnclear() {
    List<String> problems = parts.settings().problems();
    if (!problems.isEmpty()) {
      throw BudgetSpent.unknown(
          String.join("; ", problems) + ". No model is called until that is corrected.");
    }
  }

  private void refuseUnpriced(String provider, String model) {
    if (parts.settings().refusesUnpriced()
        && price(provider, model, TokenUsage.UNKNOWN).isEmpty()) {
      throw BudgetSpent.unknown(
          "the model %s of %s has no price, and such models are refused (%s)."
              .formatted(model, provider, BudgetSettings.UNPRICED_KEY));
    }
  }

  private static boolean dependsOnSize(List<Line> lines) {
    return lines.stream()
        .flatMap(line -> line.budgets().stream())
        .anyMatch(it -> it.measure() == Measure.TOKENS || it.measure() == Measure.COST);
  }

  /// Counts only if a guess leaves doubt.
  private Spending reserve(
      String provider, ProviderRequest request, Payer payer, List<Line> lines, long guess)
      throws InterruptedException {
    String model = request.model().modelName();
    Optional<ModelCatalog.Facts> facts = parts.catalog().find(provider, model);
    Spending rough = sending(facts, guess);
    if (accounts.reserve(lines, rough, sending(facts, guess * ROOM)).isEmpty()) {
      return rough;
    }
    long counted = sizes.count(request, parts.counter(), guess * ROOM);
    Spending exact = sending(facts, counted);
    Optional<Standing> spent = accounts.reserve(lines, exact, exact);
    if (spent.isPresent()) {
      throw refused(payer, lines, spent.get(), exact);
    }
    return exact;
  }

  private BudgetSpent refused(Payer payer, List<Line> lines, Standing spent, Spending needed) {
    String text = texts.spent(spent.budget(), spent.used(), needed);
    if (accounts.isFirstRefusal(lines, spent.budget())) {
      watch.accept(new SpentBudget(payer, spent, text));
    }
    return new BudgetSpent(text);
  }

  private static Spending sending(Optional<ModelCatalog.Facts> facts, long tokens) {
    long cost = price(facts, TokenUsage.of(tokens, 0L, null)).orElse(0L);
    return new Spending(tokens, cost, 1, 0, 0);
  }

  private Optional<Long> price(String provider, String model, TokenUsage tokens) {
    return price(parts.catalog().find(provider, model), tokens);
  }

  private static Optional<Long> price(Optional<ModelCatalog.Facts> facts, TokenUsage tokens) {
    return facts
        .flatMap(known -> known.cost(tokens))
        .map(dollars -> Spending.nanoDollars(Math.min(dollars, MOST_DOLLARS)));
  }

  private void passTime(Charged to, List<Line> lines) {
    if (to.tab() != null) {
      Spending time = Spending.ofTime(to.tab().takeMillis());
      tell(to, accounts.settle(lines, Spending.NONE, time));
    }
  }

  /// A call has ended.
  void settle(OpenCall call, OpenCall.Used used) {
    OpenCall.Sent sent = call.sent();
    String asked = call.request().model().modelName();
    Optional<Long> cost = price(sent.provider(), call.model(), used.tokens());
    if (cost.isEmpty() && !asked.equals(call.model())) {
      cost = price(sent.provider(), asked, used.tokens());
    }
    settle(
        call.to(),
        sent.lines(),
        sent.reserved(),
        new ModelCall(
            sent.provider(),
            call.model(),
            purpose(call),
            used.tokens(),
            cost.orElse(null),
            used.estimated()));
  }

  private void settle(Charged to, List<Line> lines, Spending reserved, ModelCall call) {
    UsageEntry entry = entry(to.payer(), call, Spending.NONE);
    tell(to, accounts.settle(lines, reserved, entry.spending()));
    parts.ledger().append(entry);
  }

  private static CallPurpose purpose(OpenCall call) {
    CallPurpose purpose = call.request().purpose();
    @Nullable TurnTab tab = call.to().tab();
    return purpose == CallPurpose.ANSWER && tab != null && tab.isDelegated()
        ? CallPurpose.SUB_AGENT
        : purpose;
  }

  private UsageEntry entry(Payer payer, @Nullable ModelCall call, Spending besides) {
    return new UsageEntry(
        parts.clock().instant(),
        LocalDate.now(parts.clock()),
        payer,
        call,
        besides.toolCalls(),
        besides.millis());
  }

  private void tell(Charged to, List<Standing> news) {
    for (Standing standing : news) {
      String text = texts.nearlySpent(standing.budget(), standing.used());
      LOG.log(Level.INFO, "session {0}: {1}", to.payer().session(), text);
      if (to.tab() != null) {
        to.tab().tell(text);
      }
    }
  }

  /// See [TurnTab#useTools].
  Optional<TurnTab.ToolShortage> spendToolCalls(TurnTab tab, int calls) {
    try {
      return accounts
          .spendToolCalls(paying.of(new Charged(tab.payer(), tab)), calls)
          .map(
              it ->
                  new TurnTab.ToolShortage(
                      Math.toIntExact(it.left()),
                      texts.spent(it.budget(), it.used(), Spending.ofToolCalls(calls))));
    } catch (BudgetSpent e) {
      return Optional.of(new TurnTab.ToolShortage(0, e.text()));
    }
  }

  /// A turn has ended.
  void end(TurnTab tab) {
    turns.remove(tab.session(), tab);
    long rest = tab.isDelegated() ? 0 : tab.takeMillis();
    Spending besides = tab.besides();
    if (!besides.equals(Spending.NONE)) {
      chargeRest(tab, rest);
      parts.ledger().append(entry(tab.payer(), null, besides));
    }
  }

  private void chargeRest(TurnTab tab, long millis) {
    try {
      List<Line> lines = paying.of(new Charged(tab.payer(), tab));
      var _ = accounts.settle(lines, Spending.NONE, Spending.ofTime(millis));
    } catch (BudgetSpent e) {
      LOG.log(Level.DEBUG, "a turn has ended without its time: {0}", e.text());
    }
  }

  long guess(ProviderRequest request) {
    return sizes.guess(request);
  }

  /// The budgets that hold for a session, and how much of them is used.
  ///
  /// @throws BudgetSpent if that cannot be read
  public List<Standing> standings(SessionId session) {
    Charged to = charged(session);
    List<Line> lines = paying.of(to);
    passTime(to, lines);
    return accounts.state(lines);
  }

  /// The budgets of today that hold whatever the session, and that of a key.
  ///
  /// @throws BudgetSpent if that cannot be read
  public List<Standing> today(KeyId key) {
    return accounts.state(paying.ofToday(key));
  }

  /// Of the budgets that hold for a session those that are nearly spent, without that of a key,
  /// which may be another's; none if that cannot be read.
  public List<Standing> nearlySpent(SessionId session) {
    try {
      return standings(session).stream()
          .filter(it -> it.budget().account().scope() != BudgetScope.KEY)
          .filter(it -> it.budget().isNearlySpent(it.used()))
          .toList();
    } catch (BudgetSpent _) {
      return List.of();
    }
  }
}
