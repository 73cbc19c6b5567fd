import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXParseException;

/**
 * Xerces-J as a program. {@code XercesJ SCHEMA} loads a schema, {@code XercesJ SCHEMA FILE} also validates a file against it.
 * Prints each problem as {@code line:column: message}, and in the last line the cost as JSON: the processor time of loading
 * (including compilation and garbage collection) and of the whole process, in milliseconds, and the peak memory in bytes.
 * {@code XercesJ --verdicts SCHEMA FILE...} prints a line for the schema and one for each file instead: the number of problems.
 */
public class XercesJ {
  private static int mistakes = 0;

  public static void main(String[] args) throws Exception {
    if (args[0].equals("--verdicts")) {
      verdicts(args);
      return;
    }
    SchemaFactory factory = new org.apache.xerces.jaxp.validation.XMLSchemaFactory();
    factory.setErrorHandler(handler());
    long before = cpu();
    Schema schema = factory.newSchema(new File(args[0]));
    long loaded = cpu() - before;
    if (args.length > 1) {
      Validator validator = schema.newValidator();
      validator.setErrorHandler(handler());
      try {
        validator.validate(new StreamSource(new File(args[1])));
      } catch (SAXParseException fatal) {
        // The handler has already reported it.
      }
    }
    System.out.printf(
        java.util.Locale.ROOT,
        "{\"mistakes\":%d,\"load\":%.1f,\"cpu\":%.1f,\"peak\":%d}%n",
        mistakes,
        loaded / 1e6,
        cpu() / 1e6,
        peak());
  }

  private static void verdicts(String[] args) throws Exception {
    ErrorHandler counter = handler(problem -> mistakes++);
    SchemaFactory factory = new org.apache.xerces.jaxp.validation.XMLSchemaFactory();
    factory.setErrorHandler(counter);
    Schema schema = factory.newSchema(new File(args[1]));
    System.out.println(mistakes);
    for (int index = 2; index < args.length; index++) {
      mistakes = 0;
      Validator validator = schema.newValidator();
      validator.setErrorHandler(counter);
      try {
        validator.validate(new StreamSource(new File(args[index])));
      } catch (SAXParseException fatal) {
        // The handler has counted it.
      }
      System.out.println(mistakes);
    }
  }

  private static ErrorHandler handler() {
    return handler(problem -> {
      mistakes++;
      System.out.printf("%d:%d: %s%n", problem.getLineNumber(), problem.getColumnNumber(), problem.getMessage());
    });
  }

  private static ErrorHandler handler(Consumer<SAXParseException> report) {
    return new ErrorHandler() {
      public void warning(SAXParseException problem) {}

      public void error(SAXParseException problem) {
        report.accept(problem);
      }

      public void fatalError(SAXParseException problem) throws SAXParseException {
        report.accept(problem);
        throw problem;
      }
    };
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long peak() throws java.io.IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
