package io.github.linemaac.connect.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.connect.config.ApiSettings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The import slots of the accounts that connectors of this worker deliver to. An account is told by
 * {@code api.url} and {@code api.token}, of which only a hash is kept.
 *
 * <p>Thread-safe, by one lock that is held for nothing that blocks. Connect loads all connectors of
 * one plugin folder with one class loader, so they meet here. Those of two versions of the plugin
 * do not, nor do two tokens of one account: they are to each other as connectors on two workers.
 */
public final class AccountSlots {
  private static final AccountSlots OF_THIS_WORKER = new AccountSlots();

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Account> accounts = new HashMap<>();

  /** Nobody delivers to any account. */
  AccountSlots() {}

  /** Whose turn it is, and how many connectors have a part in it. */
  private static final class Account {
    private final SlotQueue queue = new SlotQueue();
    private int connectors;
  }

  /** A connector's part in the slot of its account; to be closed with the connector. */
  public static ImportSlot join(final ApiSettings api) {
    return OF_THIS_WORKER.joinAccount(api.url(), api.token().value());
  }

  /** A slot that no other connector of this worker has a part in. */
  public static ImportSlot alone() {
    return new AccountSlots().join("alone");
  }

  ImportSlot joinAccount(final String url, final String token) {
    return join(hash(url.toLowerCase(Locale.ROOT) + "\n" + token));
  }

  private ImportSlot join(final String key) {
    return locked(
        () -> {
          final Account account = accounts.computeIfAbsent(key, any -> new Account());
          account.connectors++;
          return new Part(key, account);
        });
  }

  /** How many accounts are delivered to. */
  int size() {
    return locked(accounts::size);
  }

  private static String hash(final String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private <T> T locked(final Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** The part of one connector. */
  private final class Part implements ImportSlot {
    private final String key;
    private final Account account;
    private boolean closed;

    Part(final String key, final Account account) {
      this.key = key;
      this.account = account;
    }

    @Override
    public long take(final long batchSinceMs, final long gapMs, final long nowMs) {
      return locked(
          () -> closed ? Long.MAX_VALUE : account.queue.take(this, batchSinceMs, gapMs, nowMs));
    }

    @Override
    public void refused(final long untilMs, final boolean keepsPlace, final long nowMs) {
      change(() -> account.queue.refused(this, untilMs, keepsPlace, nowMs));
    }

    @Override
    public void imported(final long restMs, final long nowMs) {
      change(() -> account.queue.imported(this, restMs, nowMs));
    }

    @Override
    public void release() {
      change(() -> account.queue.release(this));
    }

    @Override
    public void close() {
      change(
          () -> {
            if (!closed) {
              closed = true;
              account.queue.leave(this);
              if (--account.connectors == 0) {
                accounts.remove(key);
              }
            }
          });
    }

    private void change(final Runnable action) {
      locked(
          () -> {
            action.run();
            return this;
          });
    }
  }
}
