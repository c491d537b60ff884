// The readers behind read_national_file: each takes the rows of one kind of file.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/national/national_file.h"

namespace waymark {

// The columns of a file by name. Of two with one name the first counts.
class NationalHeader {
 public:
  explicit NationalHeader(const std::vector<std::string_view>& names);
  bool has_all(const std::vector<std::string>& names) const;
  bool has(const std::string& name) const { return places_.contains(name); }
  // The text without blanks around it; empty without such a column.
  std::string_view text(const std::vector<std::string_view>& fields, const std::string& name) const;

 private:
  std::map<std::string, std::size_t> places_;
};

class NationalReader {
 public:
  NationalReader(NationalHeader header, std::string file);
  virtual ~NationalReader() = default;
  NationalReader(const NationalReader&) = delete;
  NationalReader& operator=(const NationalReader&) = delete;

  // `width`: how many fields the header has; a row with another number is a finding.
  void read_row(const std::vector<std::string_view>& fields, std::size_t width,
                std::string_view text);
  virtual NationalFile file() && { return std::move(file_); }

 protected:
  virtual void take(const std::vector<std::string_view>& fields, std::string_view text) = 0;
  std::string_view cell(const std::vector<std::string_view>& fields,
                        const std::string& name) const {
    return header_.text(fields, name);
  }
  // A finding on the row at hand.
  void tell(const std::string& rule, FindingEffect effect, const std::string& column,
            std::string_view value, const std::string& message, std::string_view row_text);
  void seen(int year);

  NationalHeader header_;
  NationalFile file_;

 private:
  std::string name_;
};

std::unique_ptr<NationalReader> make_series_reader(const NationalSource& source,
                                                   const NationalHeader& header,
                                                   const std::string& file,
                                                   const NationalCatalogue& catalogue);
std::unique_ptr<NationalReader> make_item_reader(const NationalSource& source,
                                                 const NationalHeader& header,
                                                 const std::string& file,
                                                 const NationalCatalogue& catalogue);
std::unique_ptr<NationalReader> make_neighbour_reader(const NeighbourModelInfo& model,
                                                      const NationalHeader& header,
                                                      const std::string& file);

}  // namespace waymark
