package io.github.linemaac.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which endpoint a path means.
 *
 * @param template the path below the API's root, with {@code {id}} for the number in it and {@code
 *     {line_uid}} for a LINE user id
 * @param id the number; 0 if there is none
 */
record Route(String template, long id) {
  static final String API = "/openapi/v1/";

  /** Files that MAAC's answers link to; in reality in a public bucket, so without a token. */
  private static final String EXPORTS = "/exports/";

  private static final Pattern NUMBER = Pattern.compile("(?<=/)[0-9]{1,18}(?=[/.])");

  private static final Pattern MEMBER = Pattern.compile("member/(U[^/]*)/");

  static Route of(String path) {
    Matcher number = NUMBER.matcher(path);
    String template = path.startsWith(API) ? path.substring(API.length()) : path;
    if (MEMBER.matcher(template).matches()) {
      return new Route("member/{line_uid}/", 0);
    }
    return number.find()
        ? new Route(template.replace("/" + number.group(), "/{id}"), Long.parseLong(number.group()))
        : new Route(template, 0);
  }

  /** The LINE user id of a path about one member. */
  static String lineUidIn(String path) {
    return path.replaceAll(".*/member/|/$", "");
  }

  static String exportPath(long importId) {
    return EXPORTS + importId + ".csv";
  }

  boolean isExport() {
    return template.equals(EXPORTS + "{id}.csv");
  }
}
