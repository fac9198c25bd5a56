package io.github.linemaac.connect.api;

import java.util.Optional;

/**
 * Fetches files that MAAC links to. Nobody waits for them: a fetch is begun, and looked at again.
 * It never has the token, and never throws for what a peer does.
 */
public interface Exports {

  /** The most of a file that is read, in bytes: 10,000 ids are a tenth of it. */
  int MAX_BYTES = 4 * 1024 * 1024;

  /** Begins a fetch. */
  Fetch begin(ExportLink link);

  /** A fetch that was begun. */
  interface Fetch {

    /** What came of it; empty as long as nothing has. */
    Optional<Export> result();

    /** Nobody wants it any more. */
    void cancel();
  }

  /** What came of a fetch. */
  sealed interface Export {

    /** The whole file. */
    record File(byte[] bytes) implements Export {}

    /**
     * No file, or not the whole of it.
     *
     * @param what what was seen, in words of ours
     */
    record Failed(String what) implements Export {}
  }
}
