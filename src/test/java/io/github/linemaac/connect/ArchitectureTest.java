package io.github.linemaac.connect;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.linemaac.connect.config.Keys;
import io.github.linemaac.connect.metrics.PluginMetricsRegistry;
import io.github.linemaac.connect.model.Schedule;
import io.github.linemaac.connect.upload.AccountSlots;
import io.github.linemaac.connect.upload.UploadQueue;
import io.github.linemaac.connect.upload.UploaderThread;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The plan of the house: who may know whom, and where the impure things are. */
@AnalyzeClasses(
    packages = ArchitectureTest.ROOT,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  static final String ROOT = "io.github.linemaac.connect";

  private static final int MAX_PARAMETERS = 5;

  /** For each package the ones that it may import. */
  private static final Map<String, List<String>> IMPORTS =
      Map.ofEntries(
          entry("model", List.of()),
          entry("config", List.of("model")),
          entry("ledger", List.of()),
          entry("mapping", List.of("config", "model")),
          entry("batching", List.of("ledger", "model")),
          entry("schedule", List.of("model")),
          entry("api", List.of("model")),
          entry("http", List.of("api", "config")),
          entry("upload", List.of("api", "batching", "config", "model")),
          entry("segments", List.of("upload", "api", "config", "model")),
          entry("validation", List.of("upload", "http", "api", "config", "model")),
          entry("metrics", List.of("upload", "api", "batching", "model")),
          entry(
              "task",
              List.of(
                  "metrics",
                  "segments",
                  "upload",
                  "http",
                  "api",
                  "schedule",
                  "batching",
                  "mapping",
                  "ledger",
                  "config",
                  "model")));

  private static final DescribedPredicate<JavaClass> PURE =
      resideInAnyPackage(
              packages(
                  List.of(
                      "model",
                      "config",
                      "ledger",
                      "mapping",
                      "batching",
                      "schedule",
                      "api",
                      "upload",
                      "segments")))
          .and(not(belongToAnyOf(UploaderThread.class, UploadQueue.class, AccountSlots.class)))
          .as("pure classes");

  @ArchTest
  static void packagesImportDownwards(final JavaClasses all) {
    IMPORTS.forEach((name, imports) -> importsOnly(name, imports).check(all));
  }

  private static ArchRule importsOnly(final String name, final List<String> imports) {
    final List<String> allowed = Stream.concat(Stream.of(name), imports.stream()).toList();
    return classes()
        .that(resideInAPackage(packageOf(name)))
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage(ROOT + "..")).or(resideInAnyPackage(packages(allowed))))
        .because(
            name
                + " may import "
                + (imports.isEmpty() ? "no other package" : String.join(", ", imports))
                + ": pass in what it needs as a value of model or behind an interface of its own,"
                + " or move the class to the package that it works for");
  }

  @ArchTest
  static final ArchRule everyPackageHasItsPlace =
      classes()
          .should()
          .resideInAnyPackage(
              Stream.concat(
                      Stream.of(ROOT), IMPORTS.keySet().stream().map(ArchitectureTest::packageOf))
                  .toArray(String[]::new))
          .because("a new package must say in IMPORTS above what it may import");

  @ArchTest
  static final ArchRule connectSeesTheTaskAndTheConfigurationOnly =
      classes()
          .that()
          .resideInAPackage(ROOT)
          .should()
          .onlyDependOnClassesThat(
              not(resideInAPackage(ROOT + ".."))
                  .or(resideInAPackage(ROOT))
                  .or(
                      resideInAnyPackage(
                          packages(List.of("task", "validation", "metrics", "config")))))
          .because("what Connect calls is handed to task at once: put the work there");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching(ROOT + ".(*)..")
          .should()
          .beFreeOfCycles()
          .because("a record goes one way: move what both sides need into model");

  @ArchTest
  static final ArchRule pureClassesUseNoThreadsSocketsAndLogs =
      noClasses()
          .that(PURE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.util.concurrent..",
                      "java.nio.channels..",
                      "java.net.http..",
                      "javax.net..",
                      "okhttp3..",
                      "okio..",
                      "org.slf4j..",
                      "org.apache.kafka.connect.runtime..")
                  .or(
                      nameMatching(
                          "java\\.lang\\.(Thread|ThreadLocal|Process.*)|java\\.util\\.Timer(Task)?"
                              + "|java\\.net\\.(?!(URI(SyntaxException)?|URLEncoder|URLDecoder)$).*")))
          .because(
              "pure classes are tested without threads and networks: take what is needed as an"
                  + " argument, return what is to be told, and leave threads to UploaderThread,"
                  + " UploadQueue and AccountSlots, sockets to http, logs to task and metrics");

  @ArchTest
  static final ArchRule pureClassesReadNoClock =
      noClasses()
          .that(PURE)
          .should()
          .callMethodWhere(DescribedPredicate.describe("reads a clock", ArchitectureTest::isClock))
          .orShould()
          .dependOnClassesThat(nameMatching("java\\.time\\.(Clock|InstantSource)"))
          .because("tests set time by hand: take it as an argument in milliseconds");

  @ArchTest
  static final ArchRule pureClassesHaveNoLocks =
      noMethods()
          .that()
          .areDeclaredInClassesThat(PURE)
          .should()
          .haveModifier(JavaModifier.SYNCHRONIZED)
          .because(
              "one thread owns each of them: what crosses between two goes through UploadQueue,"
                  + " and between connectors through AccountSlots");

  @ArchTest
  static final ArchRule onlyTheUploaderThreadStartsAThread =
      noClasses()
          .that()
          .doNotBelongToAnyOf(UploaderThread.class)
          .should()
          .dependOnClassesThat(
              nameMatching(
                  "java\\.util\\.Timer"
                      + "|java\\.util\\.concurrent\\.(Executor|Executors|ExecutorCompletionService"
                      + "|.*ThreadPool.*|CompletableFuture|ForkJoin.*)"))
          .orShould()
          .callConstructorWhere(
              DescribedPredicate.describe(
                  "of a thread", call -> call.getTargetOwner().isAssignableTo(Thread.class)))
          .because("a task has one thread besides Connect's: let UploaderThread do the work");

  @ArchTest
  static final ArchRule onlyTheTaskTouchesConnectsContext =
      noClasses()
          .that()
          .doNotBelongToAnyOf(MaacSinkTask.class)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(SinkTaskContext.class)
          .because("it is not thread-safe: ask for what is needed through task.SinkContext");

  @ArchTest
  static final ArchRule onlyTheClientOpensSockets =
      noClasses()
          .that(not(resideInAPackage(packageOf("http"))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("okhttp3..", "okio..", "java.net.http..", "javax.net..")
          .because("one class bounds every call: make calls through api.MaacApi");

  /** {@code Metrics} wants a {@code Time}; the other is named by Kafka's documentation of TLS. */
  @ArchTest
  static final ArchRule nothingKnowsTheInsideOfKafka =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "org.apache.kafka.connect.runtime..",
                      "org.apache.kafka.connect.util..",
                      "org.apache.kafka.common.utils..",
                      "org.apache.kafka.common.security.ssl..",
                      "org.apache.kafka..internals..")
                  .and(not(belongToAnyOf(Time.class, DefaultSslEngineFactory.class))))
          .because("it is no API, and differs between the versions that workers bring");

  @ArchTest
  static final ArchRule onlyTheScheduleKnowsTheCronLibrary =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Schedule.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.cronutils..")
          .because("what a change of the clock does is decided in one place: ask the Schedule");

  @ArchTest
  static final ArchRule onlyItsRegistryKnowsMetricsOfPlugins =
      noClasses()
          .that()
          .doNotBelongToAnyOf(PluginMetricsRegistry.class, MaacSinkTask.class)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(PluginMetrics.class)
          .because("workers before Kafka 4.1 have no such class: register in a MetricsRegistry");

  @ArchTest
  static final ArchRule nothingButARecordTakesMoreThanFiveParameters =
      codeUnits()
          .that()
          .areDeclaredInClassesThat()
          .areNotRecords()
          .and()
          .areDeclaredInClassesThat()
          // Defines a key as ConfigDef does, by ten values.
          .doNotBelongToAnyOf(Keys.class)
          .should()
          .haveRawParameterTypes(
              DescribedPredicate.describe(
                  "at most " + MAX_PARAMETERS, types -> types.size() <= MAX_PARAMETERS))
          .because(
              "two of so many are swapped unnoticed: make what belongs together a record, or give a"
                  + " part of the work away");

  private static boolean isClock(final JavaMethodCall call) {
    final String owner = call.getTargetOwner().getFullName();
    return owner.equals("java.lang.System")
        ? List.of("currentTimeMillis", "nanoTime").contains(call.getName())
        : owner.startsWith("java.time.") && call.getName().equals("now");
  }

  private static String packageOf(final String name) {
    return ROOT + "." + name + "..";
  }

  private static String[] packages(final List<String> names) {
    return names.stream().map(ArchitectureTest::packageOf).toArray(String[]::new);
  }
}
