package io.github.linemaac.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Faults on request. Scripted ones wait in a queue: the first that fits a request is used up by it.
 * Random ones come after those, and stay. Not thread-safe.
 */
public final class InjectedFaults {
  private final List<Rule> scripted = new ArrayList<>();
  private final List<RandomRule> random = new ArrayList<>();

  /** Which requests: an empty method is any, a path is matched by its beginning. */
  private record Rule(String method, String pathPrefix, InjectedFault fault) {
    boolean fits(SandboxRequest request) {
      return (method.isEmpty() || method.equals(request.method()))
          && request.path().startsWith(pathPrefix);
    }
  }

  private record RandomRule(Rule rule, double probability, RandomGenerator dice) {}

  /** The next request of that method and path prefix meets that fault. */
  public void next(String method, String pathPrefix, InjectedFault fault) {
    next(1, method, pathPrefix, fault);
  }

  /** The next so many requests of that method and path prefix meet that fault. */
  public void next(int times, String method, String pathPrefix, InjectedFault fault) {
    for (int i = 0; i < times; i++) {
      scripted.add(new Rule(method, pathPrefix, fault));
    }
  }

  /** Each request of that method and path prefix meets that fault with that probability. */
  public void sometimes(
      double probability, RandomGenerator dice, String method, String pathPrefix, InjectedFault fault) {
    random.add(new RandomRule(new Rule(method, pathPrefix, fault), probability, dice));
  }

  /** Forgets all, scripted and random. */
  public void clear() {
    scripted.clear();
    random.clear();
  }

  /** How many scripted faults wait for their request. */
  public int waiting() {
    return scripted.size();
  }

  Optional<InjectedFault> take(SandboxRequest request) {
    for (Rule rule : scripted) {
      if (rule.fits(request)) {
        scripted.remove(rule);
        return Optional.of(rule.fault());
      }
    }
    return random.stream()
        .filter(some -> some.rule().fits(request) && some.dice().nextDouble() < some.probability())
        .findFirst()
        .map(some -> some.rule().fault());
  }
}
