// Figures published before waymark came. One figure for each measure, area and month: given again,
// the later one stands.
#include <map>
#include <tuple>

#include "store/appender.h"
#include "store/checkpoint.h"
#include "store/store_impl.h"

namespace waymark {
namespace {

using sql::ColumnType;
using Key = std::tuple<std::string, std::string, Month>;

Result<std::vector<PublishedFigure>> read_published(sql::Connection& connection) {
  auto rows = connection.query(
      "SELECT measure, area, month, value, numerator, denominator, ytd_value, source "
      "FROM published ORDER BY measure, area, month");
  if (!rows) return std::move(rows).error();
  std::vector<PublishedFigure> figures;
  while (true) {
    auto more = rows->next();
    if (!more) return std::move(more).error();
    if (!*more) return figures;
    const auto text = [&](std::size_t column, std::size_t row) {
      return std::string(rows->column(column).text(row));
    };
    for (std::size_t i = 0; i < rows->size(); ++i) {
      figures.push_back({.measure = text(0, i),
                         .area = text(1, i),
                         .month = Month{rows->column(2).number(i)},
                         .value = text(3, i),
                         .numerator = text(4, i),
                         .denominator = text(5, i),
                         .ytd_value = text(6, i),
                         .source = text(7, i)});
    }
  }
}

Status append_published(sql::Connection& connection, const std::string& authority,
                        const std::vector<PublishedFigure>& figures) {
  auto appender = sql::Appender::open(
      connection, "published",
      {ColumnType::text, ColumnType::text, ColumnType::text, ColumnType::integer, ColumnType::text,
       ColumnType::text, ColumnType::text, ColumnType::text, ColumnType::text});
  if (!appender) return std::move(appender).error();
  return sql::append_rows(*appender, figures.size(), [&](std::size_t from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const PublishedFigure& figure = figures[from + i];
      appender->text(0, i, authority);
      appender->text(1, i, figure.measure);
      appender->text(2, i, figure.area);
      appender->values<std::int32_t>(3)[i] = figure.month.index;
      appender->text_or_null(4, i, figure.value);
      appender->text_or_null(5, i, figure.numerator);
      appender->text_or_null(6, i, figure.denominator);
      appender->text_or_null(7, i, figure.ytd_value);
      appender->text(8, i, figure.source);
    }
  });
}

// The store's own authority; published figures are for a store of one.
std::string own_authority(const std::vector<std::string>& codes) {
  return codes.size() == 1 ? codes.front() : std::string();
}

}  // namespace

Result<std::int64_t> Store::write_published(const std::vector<PublishedFigure>& figures) {
  CHECK_THAT(impl_->mode == Mode::write, "a store that is written was opened for writing");
  auto connection = impl_->database->connect();
  if (!connection) return std::move(connection).error();
  auto transaction = sql::Transaction::begin(*connection);
  if (!transaction) return std::move(transaction).error();
  auto known = read_published(*connection);
  if (!known) return std::move(known).error();
  std::map<Key, PublishedFigure> all;
  for (auto& figure : *known) all[{figure.measure, figure.area, figure.month}] = std::move(figure);
  for (const auto& figure : figures) all[{figure.measure, figure.area, figure.month}] = figure;
  std::vector<PublishedFigure> kept;
  for (auto& [key, figure] : all) kept.push_back(std::move(figure));
  auto codes = authority_codes(*connection);
  if (!codes) return std::move(codes).error();
  if (auto done = connection->execute("DELETE FROM published"); !done) {
    return std::move(done).error();
  }
  if (auto done = append_published(*connection, own_authority(*codes), kept); !done) {
    return std::move(done).error();
  }
  if (auto done = transaction->commit(); !done) return std::move(done).error();
  static_cast<void>(
      checkpoint(*connection, impl_->file));  // what fails to leave the log stays in it
  return static_cast<std::int64_t>(figures.size());
}

Result<std::vector<PublishedFigure>> Store::published() const {
  auto connection = impl_->database->connect();
  if (!connection) return std::move(connection).error();
  return read_published(*connection);
}

}  // namespace waymark
