package io.github.linemaac.connect.task;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/** A logger that keeps its lines, as "LEVEL message". */
public final class LoggedLines {
  private final List<String> lines = new ArrayList<>();

  /** Takes every level; a stack trace shows at the end of its line. */
  public Logger logger() {
    final InvocationHandler keep =
        (proxy, method, arguments) -> {
          lines.add(method.getName().toUpperCase(Locale.ROOT) + " " + message(arguments));
          return null;
        };
    return (Logger)
        Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, keep);
  }

  private static String message(final Object[] arguments) {
    final boolean isArray = arguments.length == 2 && arguments[1] instanceof Object[];
    final Object[] values =
        isArray ? (Object[]) arguments[1] : Arrays.copyOfRange(arguments, 1, arguments.length);
    final var formatted = MessageFormatter.arrayFormat((String) arguments[0], values);
    return formatted.getMessage() + (formatted.getThrowable() == null ? "" : " with a stack trace");
  }

  /** Takes the lines since the last time. */
  public List<String> take() {
    final List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }
}
