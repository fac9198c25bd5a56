package io.github.linemaac.connect.mapping;

/**
 * Something in the way of a path, so that it leads nowhere. It counts only where no other path of
 * its field finds anything.
 *
 * @param rule what is in the way, as a clause that follows the field's name
 */
record Obstacle(String rule) {

  /** What a rule that was broken on the way is. */
  static Obstacle of(final InvalidValue broken) {
    return new Obstacle(broken.rule());
  }
}
