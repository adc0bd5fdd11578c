package dev.nearfield.eval.report;

import dev.nearfield.eval.Measure;
import dev.nearfield.eval.SystemResult;
import java.awt.BasicStroke;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jspecify.annotations.Nullable;

/** The charts of a report, as SVG that takes its colours and its font from the page. */
final class Charts {
  static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final BasicStroke HAIR = new BasicStroke(1f);
  private static final int LONGEST_LABEL = 40;
  private static final String[] BINS = {"0", "0–.2", ".2–.4", ".4–.6", ".6–.8", ".8–1", "1"};

  private Charts() {}

  /** A point for each query: above the diagonal the system is better than the other. */
  static String scatter(String id, SystemResult system, SystemResult other, Measure measure) {
    Map<Dots.Place, Integer> places = new LinkedHashMap<>();
    Map<String, Double> values = system.scores().perQuery(measure);
    other
        .scores()
        .perQuery(measure)
        .forEach(
            (query, x) ->
                places.merge(new Dots.Place(x, values.getOrDefault(query, 0.0)), 1, Integer::sum));
    Dots dots = Dots.ofQueries(places);
    XYPlot plot = new XYPlot(dots.dataset(), unit(label(other.system())), unit(null), dots);
    plot.addAnnotation(new XYLineAnnotation(0, 0, 1, 1, HAIR, Ink.MUTED.color()), false);
    return draw(id, label(system.system()), plot, 320, 330);
  }

  private static NumberAxis unit(@Nullable String title) {
    NumberAxis axis = numbers(title);
    axis.setRange(-0.07, 1.07);
    axis.setTickUnit(new NumberTickUnit(0.25, format("0.##")));
    return axis;
  }

  /** How many queries have which values, for each system. */
  static String distributions(String id, List<SystemResult> systems, Measure measure) {
    DefaultCategoryDataset counts = new DefaultCategoryDataset();
    BarRenderer bars = new BarRenderer();
    bars.setBarPainter(new StandardBarPainter());
    bars.setShadowVisible(false);
    bars.setItemMargin(0.08);
    for (int s = 0; s < systems.size(); s++) {
      int[] queries = new int[BINS.length];
      for (double value : SystemRow.values(systems.get(s), measure)) {
        queries[bin(value)]++;
      }
      for (int bin = 0; bin < BINS.length; bin++) {
        counts.addValue(queries[bin], systems.get(s).system(), BINS[bin]);
      }
      bars.setSeriesPaint(s, Ink.ofSeries(s).color());
    }
    CategoryAxis bins = new CategoryAxis(measure.toString());
    bins.setCategoryMargin(0.18);
    style(bins);
    NumberAxis queries = numbers(null);
    queries.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    CategoryPlot plot = new CategoryPlot(counts, bins, queries, bars);
    plot.setRangeGridlinePaint(Ink.LINE.color());
    plot.setRangeGridlineStroke(HAIR);
    return draw(id, "queries", plot, 640, 260);
  }

  /** 0 and 1 have bins of their own: most queries of a measure are often there. */
  private static int bin(double value) {
    if (value <= 0) {
      return 0;
    }
    return value >= 1 ? BINS.length - 1 : 1 + (int) Math.min(4, value * 5);
  }

  /** How much each system finds in what time; those that are shown in their inks. */
  static String recallAgainstLatency(
      String id, List<SystemResult> systems, List<String> shown, Measure recall) {
    Map<String, Dots.Place> places = new LinkedHashMap<>();
    for (SystemResult system : systems) {
      places.put(
          system.system(), new Dots.Place(system.latency().p50(), system.scores().mean(recall)));
    }
    Map<String, Ink> inks = new HashMap<>();
    shown.forEach(system -> inks.put(system, Ink.ofSeries(inks.size())));
    Dots dots = Dots.ofSystems(places, inks);
    NumberAxis time = numbers("milliseconds at the median");
    time.setAutoRangeIncludesZero(true);
    time.setUpperMargin(0.1);
    NumberAxis found = numbers(null);
    found.setAutoRangeIncludesZero(false);
    found.setAutoRangeMinimumSize(0.01);
    found.setNumberFormatOverride(format("0.0##"));
    found.setUpperMargin(0.15);
    found.setLowerMargin(0.15);
    return draw(id, recall.toString(), new XYPlot(dots.dataset(), time, found, dots), 640, 260);
  }

  /** A name as XML can hold it, no longer than there is room. */
  static String label(String name) {
    String label =
        name.codePoints()
            .limit(LONGEST_LABEL)
            .map(c -> isText(c) ? c : 0xFFFD)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return label.length() < name.length() ? label + "…" : label;
  }

  private static boolean isText(int c) {
    return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
  }

  private static NumberAxis numbers(@Nullable String title) {
    NumberAxis axis = new NumberAxis(title);
    style(axis);
    return axis;
  }

  private static DecimalFormat format(String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  private static void style(Axis axis) {
    axis.setLabelFont(FONT);
    axis.setLabelPaint(Ink.TEXT.color());
    axis.setTickLabelFont(FONT);
    axis.setTickLabelPaint(Ink.MUTED.color());
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
  }

  /** The name of the vertical axis stands above it, where it can be read without turning. */
  private static String draw(String id, String vertical, Plot plot, int width, int height) {
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setInsets(new RectangleInsets(8, 4, 4, 12));
    if (plot instanceof XYPlot points) {
      points.setDomainGridlinePaint(Ink.LINE.color());
      points.setRangeGridlinePaint(Ink.LINE.color());
      points.setDomainGridlineStroke(HAIR);
      points.setRangeGridlineStroke(HAIR);
    }
    JFreeChart chart = new JFreeChart(null, FONT, plot, false);
    TextTitle title = new TextTitle(vertical, FONT);
    title.setPaint(Ink.TEXT.color());
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setPadding(4, 8, 0, 0);
    chart.setTitle(title);
    chart.setBackgroundPaint(null);
    return InlineSvg.draw(id, chart, width, height);
  }
}
