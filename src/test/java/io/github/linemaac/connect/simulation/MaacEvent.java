package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.sandbox.ImportSettings;
import io.github.linemaac.sandbox.InjectedFault;
import java.util.List;

/** What MAAC does, and how the way to it fails. */
interface MaacEvent extends Event<World<?>> {

  /** MAAC takes so long for an import. */
  record ImportsTake(long ms) implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().settings().imports.durationMs = ms;
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** MAAC refuses a second import with this status. */
  record BusyIs(int status) implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().settings().imports.concurrentStatus = status;
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /**
   * Of a tag that is not there MAAC says this; and it takes so many calls about members a second.
   */
  record MemberCallsAre(int untaggedStatus, int perSecond) implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().settings().untaggedStatus = untaggedStatus;
      world.sandbox().settings().memberCallsPerSecond = perSecond;
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** MAAC is ready with a list so long after its upload. */
  record ListsTake(long ms) implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().settings().segments.readyAfterMs = ms;
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** MAAC refuses a second list of a name. */
  record NamesAreUnique() implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().settings().segments.namesUnique = true;
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** MAAC's listings have so many entries on a page. */
  record PagesHave(int entries) implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().settings().pageSize = entries;
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** The report of a rejected import tells so much. */
  record CountersTell(ImportSettings.Counts counts) implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().settings().imports.counts = counts;
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** Somebody else's import is under way for so long. */
  record SomebodyImports(long ms) implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().imports().importedBySomebodyElse(ms, world.time().trueWallMs());
    }
  }

  /** A member blocks the account, and no import matches them any more. */
  record MemberBlocks(int member) implements Event<MemberWorld> {
    @Override
    public void happenIn(final MemberWorld world) {
      world.block(member);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** MAAC shows lists as they were a while ago. */
  record ReadsAreStale() implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().settings().segments.staleReads = true;
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** MAAC shows a new list only after a while. */
  record NewListsAreShownLate() implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().settings().segments.listsNewAtOnce = false;
    }
  }

  /** Somebody deletes a list. */
  record ListIsDeleted(int list) implements Event<SegmentWorld> {
    @Override
    public void happenIn(final SegmentWorld world) {
      world.isTouched(list);
      world.sandbox().segments().deletedBySomebody(SegmentWorld.name(list));
    }
  }

  /** Somebody makes a segment that excludes a list. */
  record ListIsExcluded(int list) implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().segments().excludedBySomebody(SegmentWorld.name(list));
    }
  }

  /** MAAC answers so to the deletion of a segment that another one excludes, or that is gone. */
  record DeletionsAre(int excludedStatus, int missingStatus) implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().settings().segments.deleteExcludedStatus = excludedStatus;
      world.sandbox().settings().segments.deleteMissingStatus = missingStatus;
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** This is done with a segment that the last one has left, from the next start on. */
  record EmptyBehavior(String behavior) implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      SegmentChanges.configure(world, behavior);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** Somebody renames a list. */
  record ListIsRenamed(int list) implements Event<SegmentWorld> {
    @Override
    public void happenIn(final SegmentWorld world) {
      world.isRenamed(list);
      world
          .sandbox()
          .segments()
          .renamedBySomebody(SegmentWorld.name(list), "somebody's list", world.time().trueWallMs());
    }
  }

  /** Somebody gives a list one other member. */
  record ListIsEdited(int list, int person) implements Event<SegmentWorld> {
    @Override
    public void happenIn(final SegmentWorld world) {
      world.isTouched(list);
      world
          .sandbox()
          .segments()
          .editedBySomebody(
              SegmentWorld.name(list),
              List.of(TestRecords.lineUid(person)),
              world.time().trueWallMs());
    }
  }

  /** The next calls of this method, or of any, to paths that begin like this, meet a fault. */
  record CallsFail(int times, String method, String path, InjectedFault fault)
      implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().faults().next(times, method, path, fault);
    }
  }
}
